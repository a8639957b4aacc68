export { notebookPage } from "./document";
export { pageOf, writePage } from "./writePage";
