import { defineTask } from "../../../numeric/workers";
import type { Figure } from "../parts/figure";
import { loadPlotly } from "./plotly";
import { renderPng } from "./png";
import type { RenderSize } from "./svg";

/** A figure, and how it is drawn. */
export interface Drawing extends RenderSize {
  readonly figure: Figure;
  readonly dpi: number;
}

/** Loads what draws figures. */
export const loadTask = defineTask(
  "lib/report/figures/render/drawTask",
  "loadTask",
  (_: null): void => loadPlotly(),
);

/** Draws a figure as a PNG. */
export const drawTask = defineTask(
  "lib/report/figures/render/drawTask",
  "drawTask",
  ({ figure, ...options }: Drawing): Promise<Uint8Array> => renderPng(figure, options),
);
