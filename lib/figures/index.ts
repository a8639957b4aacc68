export type { Figure, FigureMeta, PlotlyLayout, PlotlyTrace } from "./figure";
export { type RenderSize, renderPng, renderSvg } from "./render";
