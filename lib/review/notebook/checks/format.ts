import path from "node:path";
import { finding } from "../../finding";
import type { NotebookCheck } from "../check";

/** Of the format that today's tools read. */
export const format: NotebookCheck = ({ nbformat, file }) => {
  if (nbformat !== 3) return [];
  return [
    finding("warning", "nbformat", {
      found: "a notebook of nbformat 3, of before 2015",
      expected: "nbformat 4",
      mend: `jupyter nbconvert --to notebook --nbformat 4 ${path.basename(file)}`,
    }),
  ];
};
