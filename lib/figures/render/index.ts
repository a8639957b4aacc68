export { type Font, fontFamily, fontFiles, measureText } from "./fonts";
export { renderPdf } from "./pdf";
export { renderPng, svgToPng } from "./png";
export { type RenderSize, renderSvg } from "./svg";
