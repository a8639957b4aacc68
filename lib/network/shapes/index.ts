export { real, text, wholeNumber, wholeNumbers } from "./attributes";
export { axisFrom, sameShape, sizeOf, stridesOf } from "./dimensions";
export { constantOf, numbersOf } from "./numbers";
export { nodeText, refuseNode } from "./refuse";
export { reducedAxes } from "./rules/reductions";
export {
  gatheredRows,
  type Padding,
  paddingOf,
  partsOf,
  type Section,
  sectionsOf,
} from "./sections";
export { ShapedGraph } from "./shapedGraph";
export type { ShapedNode, ValueShape } from "./types";
export { transposedWindowOf, type Window, windowOf } from "./window";
