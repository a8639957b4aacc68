import { largest } from "../../numeric/arrays";
import { correlationText } from "./marks/correlationText";
import { type ImageBytes, thumbnail } from "./marks/thumbnail";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import {
  axis,
  count,
  cutText,
  defaultWidth,
  frame,
  ink,
  message,
  okabeIto,
  plainText,
  textSize,
  textWidth,
} from "./style";

/** Rank correlations between many submissions, computed elsewhere. */
export interface TeamCorrelationData {
  readonly names: readonly string[];
  /** Symmetric, [i][j] from -1 to 1; null where a submission is constant. */
  readonly correlation: readonly (readonly (number | null)[])[];
  /** Pairs that are all but equal, as names; each is ringed. */
  readonly nearDuplicates: readonly (readonly [string, string])[];
  /** Rows that it was computed from. */
  readonly rows: number;
  /** How the teams are ordered, for the caption: "best first". */
  readonly order?: string;
}

const mostNamed = 40;
const mostNameWidth = 130;

/** Vermillion for -1, white for 0, blue for 1; grey where there is none. */
function colour(value: number | null): readonly number[] {
  if (value === null) return [200, 200, 200];
  const end = value < 0 ? okabeIto.vermillion : okabeIto.blue;
  const strength = Math.min(1, Math.abs(value));
  return [1, 3, 5].map((at) => {
    const full = Number.parseInt(end.slice(at, at + 2), 16);
    return Math.round(255 + strength * (full - 255));
  });
}

function picture(correlation: TeamCorrelationData["correlation"]): ImageBytes {
  const n = correlation.length;
  const bytes = new Uint8Array(3 * n * n);
  correlation.forEach((row, i) => {
    row.forEach((value, j) => {
      colour(value).forEach((level, c) => {
        bytes[c * n * n + i * n + j] = level;
      });
    });
  });
  return { bytes, channels: 3, height: n, width: n };
}

/**
 * Rank correlations of a class's submissions as one square picture, however many they are: a row
 * and a column each, near-duplicates ringed. Up to forty are named; values stand in the cells
 * where they fit.
 *
 * @returns a figure that says so where there are fewer than two submissions
 * @throws RangeError if the correlations do not fit the names
 * @example
 * teamCorrelation({ names, correlation, nearDuplicates: [["a", "b"]], rows: 20000 });
 */
export function teamCorrelation(data: TeamCorrelationData, options: FigureOptions = {}): Figure {
  const { names, correlation, nearDuplicates, rows, order } = data;
  const n = names.length;
  if (correlation.length !== n || correlation.some((row) => row.length !== n)) {
    throw new RangeError(`correlation: found ${correlation.length} rows, expected ${n} x ${n}`);
  }
  if (n < 2) return message("No rank correlation: fewer than two submissions.", options);
  const width = options.width ?? defaultWidth;
  const named = n <= mostNamed;
  const labels = names.map((name, i) =>
    named ? `${cutText(name, mostNameWidth, textSize.tick)}  ${i + 1}` : String(i + 1),
  );
  const left = Math.ceil(largest(labels.map((label) => textWidth(label, textSize.tick)))) + 6;
  const side = width - left - 8;
  const roomy = side / n >= textWidth(correlationText(-0.83, 2), textSize.small) + 3;
  const every = named ? 1 : Math.ceil(n / 20);
  const places = names.map((_, i) => i).filter((i) => i % every === 0);
  const ringed = rings(names, nearDuplicates);
  const size = { low: -0.5, high: n - 0.5 };
  const what = `Spearman rank correlation of ${count(n)} submissions${order ? `, ${order}` : ""}, on ${count(rows)} rows`;
  const isConstant = correlation.some((row) => row.includes(null));
  const grey = isConstant ? ", grey where scores are constant" : "";
  const layout = frame(options, {
    caption: `${what}. Blue 1, white 0, vermillion −1${grey}.${ringed.x.length > 0 ? ` Rings: ${count(nearDuplicates.length)} near-duplicate pairs.` : ""}`,
    altText: `${what}; ${
      nearDuplicates.length === 0
        ? "no near-duplicates"
        : `near-duplicates: ${nearDuplicates
            .slice(0, 10)
            .map((pair) => pair.join(" and "))
            .join("; ")}`
    }.`,
    plotHeight: side,
    below: 22,
    left,
    right: 8,
  });
  const ticks = { ticks: "", showgrid: false };
  return {
    data: [...(roomy ? [values(names, correlation)] : []), ringTrace(ringed, side / n)],
    layout: {
      ...layout,
      images: [
        {
          source: thumbnail(picture(correlation), Math.max(1, Math.round((2 * side) / n))),
          xref: "x",
          yref: "y",
          x: size.low,
          y: size.low,
          sizex: n,
          sizey: n,
          xanchor: "left",
          yanchor: "top",
          sizing: "stretch",
          layer: "below",
        },
      ],
      xaxis: axis("", {
        ...ticks,
        range: [size.low, size.high],
        tickvals: places,
        ticktext: places.map((i) => String(i + 1)),
      }),
      yaxis: axis("", {
        ...ticks,
        range: [size.high, size.low],
        tickvals: places,
        ticktext: places.map((i) => plainText(labels[i])),
      }),
    },
  };
}

/** Where the near-duplicate pairs lie, on both sides of the diagonal. */
function rings(names: readonly string[], pairs: TeamCorrelationData["nearDuplicates"]) {
  const at = new Map(names.map((name, i) => [name, i]));
  const cells = pairs.flatMap(([a, b]) => [
    [at.get(a)!, at.get(b)!],
    [at.get(b)!, at.get(a)!],
  ]);
  return {
    x: cells.map(([x]) => x),
    y: cells.map(([, y]) => y),
    pairs: cells.map(([x, y]) => `${names[y]}, ${names[x]}`),
  };
}

function ringTrace({ x, y, pairs }: ReturnType<typeof rings>, cell: number) {
  return {
    type: "scatter",
    mode: "markers",
    x,
    y,
    customdata: pairs,
    hovertemplate: "%{customdata}: near-duplicates<extra></extra>",
    marker: {
      symbol: "circle-open",
      size: Math.max(5, Math.min(16, 0.8 * cell)),
      color: okabeIto.orange,
      line: { width: 1.5, color: okabeIto.orange },
    },
    showlegend: false,
  };
}

function values(names: readonly string[], correlation: TeamCorrelationData["correlation"]) {
  const cells = correlation.flatMap((row, y) => row.map((value, x) => ({ x, y, value })));
  return {
    type: "scatter",
    mode: "text",
    x: cells.map(({ x }) => x),
    y: cells.map(({ y }) => y),
    text: cells.map(({ value }) => (value === null ? "·" : correlationText(value, 2))),
    customdata: cells.map(({ x, y }) => `${names[y]}, ${names[x]}`),
    hovertemplate: "%{customdata}<br>Rank correlation: %{text}<extra></extra>",
    textfont: {
      size: textSize.small,
      color: cells.map(({ value }) => (Math.abs(value ?? 0) > 0.8 ? "#ffffff" : ink)),
    },
    showlegend: false,
  };
}
