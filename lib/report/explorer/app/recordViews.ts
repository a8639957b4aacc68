import { printable } from "../../../files/text/visible";
import { largest, smallest } from "../../../numeric/arrays/extremes";
import { quantile } from "../model/distribution";
import { numberText } from "../model/numberText";
import type { Table } from "../model/table";
import { el, svg, table } from "./dom";
import type { Spread } from "./recordFeatures";
import { WIDTH } from "./strip";

/** phi in each view, and what reference models say, over the middle halves of members and others. */
export function viewsOf({ run }: Table, row: number, spread: Spread): HTMLElement[] {
  const { views, references } = run;
  const lines = [
    ...views.map(({ name, values }) => ({ name, value: values[row], found: spread(values) })),
    ...(references
      ? [
          { name: "references with it", value: references.with[row], found: null },
          { name: "references without it", value: references.without[row], found: null },
        ]
      : []),
  ].filter(({ value }) => !Number.isNaN(value));
  if (lines.length === 0) return [];
  const halves = lines.map(({ found }) =>
    found
      ? [found.members, found.nonMembers].map((some) =>
          [0.25, 0.75].map((share) => quantile(some, share)),
        )
      : [],
  );
  const ends = [...halves.flat(2), ...lines.map(({ value }) => value)].filter(Number.isFinite);
  const [low, high] = [smallest(ends), largest(ends)];
  const x = (value: number) => 6 + ((value - low) / (high - low || 1)) * (WIDTH - 12);
  const rows = lines.map(({ name, value }, i) => {
    const [members, others] = halves[i];
    const half = (of: string, y: number, span?: number[]) =>
      span
        ? [svg("line", { class: `half half-${of}`, x1: x(span[0]), x2: x(span[1]), y1: y, y2: y })]
        : [];
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, printable(name)),
      el("td", { class: "number" }, numberText(value)),
      el(
        "td",
        {},
        svg(
          "svg",
          { class: "strip", width: WIDTH, height: 18, "aria-hidden": "true" },
          ...half("member", 6, members),
          ...half("other", 12, others),
          svg("circle", { class: "here", cx: x(value), cy: 9, r: 4 }),
        ),
      ),
    );
  });
  return [
    table(
      "phi of the class in each view; lines: the middle half of members and of others",
      ["view", "phi", `${numberText(low)} to ${numberText(high)}`],
      rows,
    ),
  ];
}
