import { largest } from "../../numeric/arrays";
import { correlationText } from "./marks/correlationText";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import {
  axis,
  count,
  defaultWidth,
  frame,
  ink,
  isNarrow,
  lineHeight,
  okabeIto,
  plainText,
  textSize,
  textWidth,
} from "./style";

/** Rank correlations (Spearman), computed elsewhere. */
export interface RankCorrelationData {
  readonly names: readonly string[];
  /** Symmetric, names.length square, from -1 to 1; null where a column is constant. */
  readonly correlation: readonly (readonly (number | null)[])[];
  /** Rows that it was computed from, for the caption. */
  readonly rows: number;
  /** How the predictors are ordered, for the caption: "by rank correlation with phi". */
  readonly order?: string;
}

const scaleHeight = 38;

const blueToVermillion = [
  [0, okabeIto.blue],
  [0.5, "#ffffff"],
  [1, okabeIto.vermillion],
];

/**
 * Rank correlations as a coloured square, a row and a column for each predictor, numbered so that
 * no label has to be turned; in a narrow figure the names stand above. Values stand in the cells, with
 * as many digits as fit, so that the picture can be read in grey.
 *
 * @throws RangeError if the matrix does not fit the names
 * @example
 * rankCorrelation({ names, correlation, rows: 2000 }, { split: "public rows" });
 */
export function rankCorrelation(data: RankCorrelationData, options: FigureOptions = {}): Figure {
  const { names, correlation } = data;
  const n = names.length;
  const other = correlation.find((row) => row.length !== n) ?? correlation;
  if (other.length !== n) {
    throw new RangeError(
      `correlation: found ${correlation.length} x ${correlation[0]?.length}, expected ${n} x ${n} as names`,
    );
  }
  const width = options.width ?? defaultWidth;
  const narrow = isNarrow(width);
  const labels = names.map((name, i) => (narrow ? String(i + 1) : `${name}  ${i + 1}`));
  const left = Math.ceil(largest(labels.map((label) => textWidth(label, textSize.tick)))) + 6;
  const right = 8;
  const cell = (width - left - right) / n;
  const digits = [2, 1].find(
    (most) => cell >= textWidth(correlationText(-0.83, most), textSize.small) + 3,
  );
  const cells = correlation.flatMap((row, i) =>
    row.flatMap((value, j) => (value === null ? [] : [{ value, x: j + 1, y: i + 1 }])),
  );
  const blank = cells.length < n * n ? " Blank: a predictor that is constant." : "";
  const text = cells.map(({ value }) => (digits ? correlationText(value, digits) : ""));
  const every = cell >= textWidth("11", textSize.tick) + 4 ? 1 : 2;
  const key = narrow ? keyAbove(names, width, left) : { annotations: [], height: 0 };
  const rows = `n = ${count(data.rows)} ${options.split ?? "rows"}`;
  const layout = frame(options, {
    caption: `Spearman rank correlation of ${n} predictors${data.order ? `, ordered ${data.order}` : ""}. ${rows}.${blank}`,
    altText: `Rank correlations of ${names.join(", ")}. ${rows}.`,
    plotHeight: width - left - right,
    above: scaleHeight + key.height,
    annotations: key.annotations,
    below: 24,
    left,
    right,
  });
  const ticks = { ticks: "", showgrid: false, mirror: false, showline: false };
  return {
    data: [
      {
        type: "scatter",
        mode: "markers+text",
        x: cells.map(({ x }) => x),
        y: cells.map(({ y }) => y),
        text,
        hovertext: cells.map(({ x, y }) => `${names[y - 1]}, ${names[x - 1]}`),
        hovertemplate: "%{hovertext}<br>Rank correlation: %{marker.color:.2f}<extra></extra>",
        textfont: {
          size: textSize.small,
          color: cells.map(({ value }) => (value < -0.9 ? "#ffffff" : ink)),
        },
        marker: {
          symbol: "square",
          size: cell - 1,
          color: cells.map(({ value }) => value),
          colorscale: blueToVermillion,
          cmin: -1,
          cmax: 1,
          line: { width: 0 },
          colorbar: scaleBar(),
        },
        showlegend: false,
      },
    ],
    layout: {
      ...layout,
      xaxis: axis("", {
        ...ticks,
        range: [0.5, n + 0.5],
        tickvals: names.map((_, i) => i + 1).filter((i) => (i - 1) % every === 0),
      }),
      yaxis: axis("", {
        ...ticks,
        range: [n + 0.5, 0.5],
        tickvals: names.map((_, i) => i + 1),
        ticktext: labels.map(plainText),
      }),
    },
  };
}

/** The colour scale above the plot. */
function scaleBar() {
  return {
    orientation: "h",
    thickness: 8,
    len: 1,
    lenmode: "fraction",
    x: 0.5,
    xanchor: "center",
    yref: "container",
    y: 1,
    yanchor: "top",
    xpad: 0,
    ypad: 2,
    tickvals: [-1, -0.5, 0, 0.5, 1],
    tickfont: { size: textSize.tick },
    ticks: "outside",
    ticklen: 3,
    outlinewidth: 0.6,
  };
}

/** The numbered names between scale and plot, in two columns where they fit. */
function keyAbove(names: readonly string[], width: number, left: number) {
  const entries = names.map((name, i) => `${i + 1}  ${name}`);
  const widest = largest(entries.map((entry) => textWidth(entry, textSize.small)));
  const columns = 2 * (widest + 8) <= width ? 2 : 1;
  const lines = Math.ceil(names.length / columns);
  const height = Math.ceil(lines * textSize.small * lineHeight) + 8;
  const annotations = Array.from({ length: columns }, (_, column) => ({
    text: entries
      .slice(column * lines, (column + 1) * lines)
      .map(plainText)
      .join("<br>"),
    font: { size: textSize.small },
    align: "left",
    showarrow: false,
    borderpad: 0,
    xref: "paper",
    x: 0,
    xanchor: "left",
    xshift: 4 - left + (column * width) / columns,
    yref: "paper",
    y: 1,
    yanchor: "top",
    yshift: height - 2,
  }));
  return { annotations, height };
}
