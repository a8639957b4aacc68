import { type Axis, cutText, isNarrow, plainText, plotBox, textSize } from "../style";

/** One plot's place: shares of the plot region, and whether it says what its axes are. */
export interface PanelPlace {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** px. */
  readonly width: number;
  readonly height: number;
  /** Whether tick labels and title stand under it; and on its left. */
  readonly namesX: boolean;
  readonly namesY: boolean;
}

/** Where two or more plots stand in one figure. */
export interface Panels {
  /** Height in px of all plots and the gaps between them. */
  readonly plotHeight: number;
  /** Room in px above the plots for the first panel's title. */
  readonly above: number;
  readonly places: readonly PanelPlace[];
}

/** How panels stand. */
export interface PanelOptions {
  /** Columns at most, unless the figure is narrow. */
  readonly columns?: number;
  /** Whether all have the same axes, so that only the lowest and the leftmost name them. */
  readonly shared?: boolean;
}

const titleHeight = 16;
const sharedGap = 10;
const mostInColumn = 4;

/**
 * Room for `n` panels: in rows, in a narrow figure in a column, where each has the height of a
 * figure of its own.
 *
 * @param width of the whole figure, px
 * @example
 * panels(2, 528).places[1].x; // [.57, 1]
 */
export function panels(
  n: number,
  width: number,
  { columns: most = n, shared = false }: PanelOptions = {},
): Panels {
  const box = plotBox(width);
  const narrow = isNarrow(width);
  const columns = narrow ? (n > mostInColumn ? 2 : 1) : Math.min(n, most);
  const region = width - box.left - box.right;
  const across = shared ? sharedGap : box.left;
  const each = (region - (columns - 1) * across) / columns;
  const full = narrow ? box.height : Math.max(0.75 * each, 130);
  const height = Math.round(narrow && shared ? 0.6 * full : full);
  return grid(n, { columns, region, each, height, across, shared, below: box.below });
}

interface Grid {
  readonly columns: number;
  readonly region: number;
  readonly each: number;
  readonly height: number;
  readonly across: number;
  readonly below: number;
  readonly shared: boolean;
}

/** Places row by row; in a last row that is not full the ends of the columns name their axes. */
function grid(n: number, { columns, region, each, height, across, below, shared }: Grid): Panels {
  const rows = Math.ceil(n / columns);
  const down = titleHeight + (shared ? sharedGap : below);
  const plotHeight = rows * height + (rows - 1) * down;
  const places = Array.from({ length: n }, (_, i): PanelPlace => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const from = (column * (each + across)) / region;
    const top = 1 - (row * (height + down)) / plotHeight;
    return {
      x: [from, Math.min(1, from + each / region)],
      y: [Math.max(0, top - height / plotHeight), top],
      width: each,
      height,
      namesX: !shared || i + columns >= n,
      namesY: !shared || column === 0,
    };
  });
  return { plotHeight, above: titleHeight, places };
}

/** Plotly's name of the axes of the panel number `index`: "", "2", "3" .. */
export const axesOf = (index: number): string => (index === 0 ? "" : String(index + 1));

const unnamed = { title: { text: "" }, showticklabels: false };

/**
 * The two axes of one panel, put in its place.
 *
 * @example
 * const layout = { ...panelAxes(1, place, axis("phi"), axis("Density")) };
 */
export function panelAxes(
  index: number,
  place: PanelPlace,
  xaxis: Axis,
  yaxis: Axis,
): Record<string, Axis> {
  const name = axesOf(index);
  const [x, y] = [place.namesX ? {} : unnamed, place.namesY ? {} : unnamed];
  return {
    [`xaxis${name}`]: { ...xaxis, ...x, domain: place.x, anchor: `y${name}` },
    [`yaxis${name}`]: { ...yaxis, ...y, domain: place.y, anchor: `x${name}` },
  };
}

/**
 * A panel's title above it, cut to the panel's width, or a sentence in its middle.
 *
 * @example
 * panelText(place, "Corrected: phi", "above");
 */
export function panelText(
  place: PanelPlace,
  text: string,
  where: "above" | "middle",
): Record<string, unknown> {
  return {
    text: plainText(where === "above" ? cutText(text, place.width, textSize.tick) : text),
    xref: "paper",
    yref: "paper",
    x: (place.x[0] + place.x[1]) / 2,
    y: where === "above" ? place.y[1] : (place.y[0] + place.y[1]) / 2,
    xanchor: "center",
    yanchor: where === "above" ? "bottom" : "middle",
    showarrow: false,
    font: { size: textSize.tick },
  };
}
