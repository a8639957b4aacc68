import { type Figure, type FigureOptions, message } from "../figures";

/** A figure whose width, height and further notes are still open: one drawing for many places. */
export interface Drawing {
  (options: FigureOptions): Figure;
  /** Why there is nothing to draw, where that is so: the figure says it in words. */
  readonly missing?: string;
}

/**
 * A figure to be drawn at any width: on a page, in half a column, on the overview. Where a place
 * has something to say of its own (`note`), that stands behind the figure's note.
 *
 * @typeParam Draw the figure, for the types of its data and options
 * @param figure of lib/report/figures
 * @param data what the figure takes, or the reason why there is nothing to draw, which is drawn
 * @param own the figure's own options, which hold in every place
 * @example
 * const roc = drawing(rocLogLog, { curves }, { split: "report rows" });
 * roc({ width: 254 }).layout.width; // 254
 */
export function drawing<Draw extends (data: never, options: never) => Figure>(
  figure: Draw,
  data: Parameters<Draw>[0] | string,
  own: Parameters<Draw>[1],
): Drawing {
  if (typeof data === "string") {
    return Object.assign((options: FigureOptions) => message(data, options), { missing: data });
  }
  const draw = figure as unknown as (data: unknown, options: FigureOptions) => Figure;
  const ownOptions = (own ?? {}) as FigureOptions;
  return (options) => {
    const note = [ownOptions.note, options.note].filter(Boolean).join(" ");
    return draw(data, { ...ownOptions, ...options, note });
  };
}
