export { type Axis, axis, leftRoom, logAxis } from "./axis";
export {
  gridColour,
  guideColour,
  ink,
  type LineStyle,
  memberColour,
  nonMemberColour,
  okabeIto,
  seriesStyle,
  softInk,
  withOpacity,
} from "./colours";
export { defaultWidth, type Frame, frame } from "./frame";
export { guideLine } from "./guideLine";
export { legendNames } from "./legend";
export { message } from "./message";
export { plainText, plainTrace } from "./plainText";
export { isNarrow, type PlotBox, plotBox } from "./plotBox";
export { count, cutText, lineHeight, textSize, textWidth, wrapName, wrapText } from "./text";
