export {
  figureBlock,
  figureOutput,
  holdsFigure,
  isProgramOutput,
  type LiveData,
  programBlocks,
  programOutput,
  readFigureOutput,
} from "./blocks";
export { liveScript, plotlyBundle, plotlyText } from "./bundle";
