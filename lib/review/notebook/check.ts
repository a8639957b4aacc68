import type { Finding } from "../finding";
import type { NotebookDocument } from "./parseNotebook";

/** Looks at one side of a notebook; the rows of its findings are cells, counted from 1. */
export type NotebookCheck = (notebook: NotebookDocument) => Finding[];
