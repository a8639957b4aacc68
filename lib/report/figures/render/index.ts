export { type Drawing, drawTask, loadTask } from "./drawTask";
export { type Font, fontFamily, fontFiles, measureText } from "./fonts";
export { renderPdf, svgToPdf } from "./pdf";
export { renderPng, svgToPng } from "./png";
export { type RenderSize, renderSvg } from "./svg";
