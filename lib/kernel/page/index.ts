export { notebookPage } from "./document";
export { writePage } from "./writePage";
