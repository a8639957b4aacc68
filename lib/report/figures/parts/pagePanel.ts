import { legendAbove, legendColumn } from "../style/legend";
import type { Figure, PlotlyTrace } from "./figure";

/** Upper left corner of a panel, px from the page's. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

/** The page's plot region in px; `above` is the margin over it. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly above: number;
}

/** What a panel adds to the page. */
export interface PagePart {
  readonly data: PlotlyTrace[];
  readonly axes: Record<string, unknown>;
  readonly shapes: Item[];
  readonly images: Item[];
  readonly annotations: Item[];
}

type Item = Record<string, unknown>;
type Side = "x" | "y";

interface Margin {
  readonly l: number;
  readonly r: number;
  readonly t: number;
  readonly b: number;
}

/** Room in the numbering for the axes of one panel: xaxis11, xaxis12 .. belong to the second. */
const axesOfPanel = 10;

/** Moves one figure into its place on a page of several. */
export const onPage = { withLegendColumn, place };

const items = (value: unknown): Item[] => (value ?? []) as Item[];

/**
 * The figure with its legend as one column: only such a legend keeps its width when the page is
 * wider than the figure.
 */
function withLegendColumn(figure: Figure): Figure {
  const { layout } = figure;
  if (!layout.showlegend) return figure;
  const entries = figure.data
    .filter(({ showlegend }) => showlegend !== false)
    .map(({ name }) => String(name));
  const margin = layout.margin as Margin;
  const before = legendAbove(entries, layout.width - margin.l - margin.r).height;
  const { legend, height } = legendColumn(entries);
  const more = height - before;
  return {
    ...figure,
    layout: {
      ...layout,
      legend,
      height: layout.height + more,
      margin: { ...margin, t: margin.t + more },
    },
  };
}

/** "x", "x2" and "x2 domain" as axes of panel `index`; "paper" stays. */
function renamed(ref: unknown, index: number): unknown {
  const parts = /^([xy])(\d*)( domain)?$/.exec(String(ref));
  if (parts === null) return ref;
  const number = index * axesOfPanel + Number(parts[2] || 1);
  return `${parts[1]}${number === 1 ? "" : number}${parts[3] ?? ""}`;
}

/** Where the panel's plot lies on the page, as shares of the page's plot region. */
function region({ layout }: Figure, { left, top }: Place, page: Page) {
  const { l, r, t, b } = layout.margin as Margin;
  return {
    x: [(left + l) / page.width, (left + layout.width - r) / page.width],
    y: [1 - (top + layout.height - b) / page.height, 1 - (top + t) / page.height],
  };
}

function place(figure: Figure, index: number, at: Place, page: Page): PagePart {
  const { layout } = figure;
  const own = region(figure, at, page);
  const share = (side: Side, value: number) => {
    const [from, to] = own[side];
    return from + value * (to - from);
  };
  const moved = (item: Item): Item => {
    const out = { ...item };
    for (const side of ["x", "y"] as const) {
      const ref = item[`${side}ref`] ?? side; // Plotly's own default
      out[`${side}ref`] = renamed(ref, index);
      if (ref !== "paper") continue;
      for (const key of [side, `${side}0`, `${side}1`]) {
        if (typeof item[key] === "number") out[key] = share(side, item[key] as number);
      }
    }
    return out;
  };
  const axes: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(layout)) {
    const parts = /^([xy])axis(\d*)$/.exec(key);
    if (parts === null) continue;
    const side = parts[1] as Side;
    const axis = value as Item;
    const domain = (axis.domain as number[] | undefined) ?? [0, 1];
    const other = side === "x" ? "y" : "x";
    const name = String(renamed(side + parts[2], index)).replace(side, `${side}axis`);
    axes[name] = {
      ...axis,
      domain: domain.map((end) => Math.min(1, Math.max(0, share(side, end)))),
      anchor: renamed(axis.anchor ?? other + parts[2], index),
    };
  }
  const legend = index === 0 ? "legend" : `legend${index + 1}`;
  if (layout.showlegend) axes[legend] = placedLegend(figure, at, page);
  return {
    data: figure.data.map((trace) => ({
      ...trace,
      xaxis: renamed(trace.xaxis ?? "x", index),
      yaxis: renamed(trace.yaxis ?? "y", index),
      ...(layout.showlegend ? { legend } : { showlegend: false }),
    })),
    axes,
    shapes: items(layout.shapes).map(moved),
    images: items(layout.images).map(moved),
    annotations: items(layout.annotations).map(moved),
  };
}

function placedLegend({ layout }: Figure, { left, top }: Place, page: Page): Item {
  const { l, r } = layout.margin as Margin;
  return {
    ...(layout.legend as Item),
    xref: "paper",
    yref: "paper",
    x: (left + (l + layout.width - r) / 2) / page.width,
    y: 1 - top / page.height,
  };
}
