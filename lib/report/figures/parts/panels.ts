import { type Axis, plainText, textSize } from "../style";

/** Where two or more plots stand in one figure. */
export interface Panels {
  /** Height in px of all plots and the gaps between them. */
  readonly plotHeight: number;
  /** Room in px above the plots for the first panel's title. */
  readonly above: number;
  /** Shares of the plot region, one pair a panel. */
  readonly places: readonly { readonly x: [number, number]; readonly y: [number, number] }[];
}

const titleHeight = 16;
const columnGap = 62; // tick labels and title of the next panel's y axis
const rowGap = 38 + titleHeight;

/**
 * Room for `n` panels: in a row from 400 px of width on, else in a column.
 *
 * @param region width in px between the figure's margins
 * @example
 * panels(2, 528, 460).places[1].x; // [.57, 1]
 */
export function panels(n: number, width: number, region: number): Panels {
  const sideBySide = width >= 400;
  const columns = sideBySide ? n : 1;
  const rows = n / columns;
  const side = (region - (columns - 1) * columnGap) / columns;
  const plotHeight = rows * 0.75 * side + (rows - 1) * rowGap;
  const places = Array.from({ length: n }, (_, i) => {
    const left = sideBySide ? (i * (side + columnGap)) / region : 0;
    const top = sideBySide ? 1 : 1 - (i * (0.75 * side + rowGap)) / plotHeight;
    return {
      x: [left, Math.min(1, left + side / region)] as [number, number],
      y: [Math.max(0, top - (0.75 * side) / plotHeight), top] as [number, number],
    };
  });
  return { plotHeight, above: titleHeight, places };
}

/** Plotly's name of the axes of the panel number `index`: "", "2", "3" .. */
export const axesOf = (index: number): string => (index === 0 ? "" : String(index + 1));

/**
 * The two axes of one panel, put in its place.
 *
 * @example
 * const layout = { ...panelAxes(1, place, axis("phi"), axis("Density")) };
 */
export function panelAxes(
  index: number,
  place: Panels["places"][number],
  xaxis: Axis,
  yaxis: Axis,
): Record<string, Axis> {
  const name = axesOf(index);
  return {
    [`xaxis${name}`]: { ...xaxis, domain: place.x, anchor: `y${name}` },
    [`yaxis${name}`]: { ...yaxis, domain: place.y, anchor: `x${name}` },
  };
}

/**
 * A panel's title above it, or a sentence in its middle.
 *
 * @example
 * panelText(place, "Corrected: phi", "above");
 */
export function panelText(
  place: Panels["places"][number],
  text: string,
  where: "above" | "middle",
): Record<string, unknown> {
  return {
    text: plainText(text),
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
