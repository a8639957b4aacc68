export { toCsv } from "./csv";
export { toHtml } from "./html";
export { toLatex } from "./latex";
export { toMarkdown } from "./markdown";
export type { Cell, Table, TableColumn } from "./table";
