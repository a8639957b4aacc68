export { columnsOf, type DataFrame, type FrameColumn, frame, matrixOf } from "./frame";
export { type Progress, progress } from "./progress";
export { type FigureOptions, showFigure } from "./showFigure";
export { showMarkdown } from "./showMarkdown";
export { showTable, type TableOptions } from "./showTable";
export { openSummary, showSummary } from "./summaryBox";
export type { TableData } from "./tableData";
export { tableResult } from "./tableResults";
export { type ShownWork, withProgress } from "./withProgress";
