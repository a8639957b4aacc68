export { cellHtml } from "./cellHtml";
export { toCsv } from "./csv";
export { toHtml } from "./html";
export { type LaidCell, type LaidTable, laidOut } from "./laidOut";
export { toLatex } from "./latex";
export { toMarkdown } from "./markdown";
export type { Cell, Table, TableColumn } from "./table";
