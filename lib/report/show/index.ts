export { columnsOf, type FrameColumn, frame } from "./frame";
export { type Progress, progress } from "./progress";
export { type FigureOptions, showFigure } from "./showFigure";
export { showMarkdown } from "./showMarkdown";
export { showTable, type TableOptions } from "./showTable";
export type { TableData } from "./tableData";
