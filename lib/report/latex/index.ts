export { type LatexFigure, latexFigure } from "./figure";
export { latexText } from "./latexText";
export { textWidth } from "./textWidth";
