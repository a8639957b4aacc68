import { latexText } from "./latexText";

/** A figure's file and words for a paper. */
export interface LatexFigure {
  /** The picture without its caption. */
  readonly file: string;
  /** "2.65in": a column; "5.5in": a line of the page, across both columns where there are two. */
  readonly width: string;
  readonly caption: string;
  readonly label: string;
}

/** Wider pictures do not fit a column of a page of two. */
const column = 3.25; // inches

/**
 * A figure for a paper (`\usepackage{graphicx}`), at its own size, so that its letters keep theirs.
 *
 * @example
 * latexFigure({ file: "roc-bare-2.65in.pdf", width: "2.65in", caption: "ROC.", label: "fig:roc" });
 */
export function latexFigure({ file, width, caption, label }: LatexFigure): string {
  const environment = Number.parseFloat(width) <= column ? "figure" : "figure*";
  return [
    `\\begin{${environment}}[t]`,
    "  \\centering",
    `  \\includegraphics[width=${width}]{${file}}`,
    `  \\caption{${latexText(caption)}}`,
    `  \\label{${label}}`,
    `\\end{${environment}}`,
    "",
  ].join("\n");
}
