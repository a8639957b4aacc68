import type { Estimate } from "../../metrics";
import { largest, smallest } from "../../numeric/arrays";
import { dotRange, dotRows, dotTrace } from "./marks/dotRows";
import { valueAxis } from "./marks/valueAxis";
import type { Figure } from "./parts/figure";
import type { FigureOptions } from "./parts/options";
import { countedRows } from "./parts/rows";
import { count, defaultWidth, frame, guideLine, message, seriesStyle } from "./style";

/** A target's accuracy by set, and under other readings of the same files. */
export interface SelfCheckData {
  readonly accuracies: readonly { readonly set: string; readonly accuracy: Estimate }[];
  /** Of the reading at hand, on the sample that the others were tried on. */
  readonly sample: { readonly accuracy: Estimate };
  /** Share of the commonest label. */
  readonly chance: number;
  /** A reading is drawn as better where its adjusted p-value is .01 or less. */
  readonly readings: readonly {
    readonly reading: string;
    readonly accuracy: number;
    readonly adjusted: number;
    /** Rows of the sample that it was tried on, for the caption. */
    readonly n?: number;
  }[];
}

const level = 0.01;

/** The rows of the sample that other readings were tried on. */
function triedOn(readings: SelfCheckData["readings"]): string {
  const sizes = readings.flatMap(({ n }) => n ?? []);
  if (sizes.length === 0) return "its rows";
  const [least, most] = [smallest(sizes), largest(sizes)];
  return `${least === most ? count(most) : `${count(least)} to ${count(most)}`} of its rows`;
}

/**
 * Does the network know the images as they are read? Its accuracy by set, and beneath it on a sample,
 * as read and under other readings, the most accurate first.
 *
 * @returns a figure that says so where there is no row
 * @example
 * selfCheck({ ...check, accuracies: targetAccuracies({ public: publicSet }) });
 */
export function selfCheck(
  data: SelfCheckData,
  options: FigureOptions & { readonly rows?: number } = {},
): Figure {
  const { accuracies, sample, chance } = data;
  if (accuracies.length + data.readings.length === 0) {
    return message("No self-check: nothing was given.", options);
  }
  const width = options.width ?? defaultWidth;
  const readings = [...data.readings].sort((one, other) => other.accuracy - one.accuracy);
  const names = [
    ...accuracies.map(({ set }) => set),
    "sample, as read",
    ...readings.map(({ reading }) => reading),
  ];
  const { yaxis, left, plotHeight } = dotRows(names, width);
  const asRead = [...accuracies, sample].map(({ accuracy }) => accuracy);
  const others = readings.map(({ accuracy: value, adjusted }) => {
    return { value, low: null, high: null, better: adjusted <= level };
  });
  const better = readings.filter(({ adjusted }) => adjusted <= level).map(({ reading }) => reading);
  const none = readings.length === 0 ? "was tried" : "is better beyond chance";
  const said =
    better.length === 0
      ? `No other reading ${none}.`
      : `Better beyond chance: ${better.join("; ")}.`;
  const otherwise =
    readings.length === 0 ? "" : ` and, on ${triedOn(readings)}, under other readings`;
  const blank = asRead.map(() => null);
  const series = [
    { name: "As read, 95 % interval", values: [...asRead, ...others.map(() => null)] },
    {
      name: "Read otherwise",
      values: [...blank, ...others.map((one) => (one.better ? null : one))],
    },
    {
      name: "Better beyond chance",
      values: [...blank, ...others.map((one) => (one.better ? one : null))],
    },
  ];
  const drawn = series.filter(({ values }) => values.some((value) => value !== null));
  return {
    data: drawn.map(({ name, values }) =>
      dotTrace(name, names, values, {
        offset: 0,
        style: seriesStyle(series.findIndex((one) => one.name === name)),
        hollow: name === series[1].name,
      }),
    ),
    layout: {
      ...frame(options, {
        caption: `The target's accuracy as its files are read, and on a sample of public rows${otherwise}; dashed: always naming the sample's commonest class. ${said}${countedRows(options)}`,
        altText: `Accuracy: ${[...accuracies, { set: "sample", ...sample }].map(({ set, accuracy }) => `${set} ${accuracy.value.toFixed(3)}`).join(", ")}. ${said}`,
        legend: drawn.map(({ name }) => name),
        plotHeight,
        left,
      }),
      shapes: [guideLine("x", chance)],
      xaxis: valueAxis("Accuracy", dotRange([...asRead, ...others], chance), { width, left }),
      yaxis,
    },
  };
}
