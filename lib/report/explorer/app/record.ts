import { printable, visible } from "../../../files/text/visible";
import { className, memberText } from "../model/columns";
import {
  type Distribution,
  densities,
  distribution,
  position,
  quantile,
} from "../model/distribution";
import { numberText, percent } from "../model/numberText";
import type { Table } from "../model/table";
import { button, el, memo, refill, svg, table } from "./dom";
import type { Page, Part } from "./page";

/** px of a strip. */
const [WIDTH, HEIGHT] = [116, 30];

/** All that the run says of one row. */
export function record(page: Page): Part {
  const element = el("div", { class: "record" });
  const distributions = new Map<Float32Array, Distribution | null>();
  const spread = (values: Float32Array) => {
    const { membership } = page.table.run;
    if (!distributions.has(values)) distributions.set(values, distribution(values, membership));
    return distributions.get(values)!;
  };
  const kept = memo<void>();
  const fill = (row: number) => {
    if (row < 0) {
      refill(
        element,
        el(
          "p",
          { class: "soft" },
          "No record is chosen. Click one in the table, or go there with the arrow keys.",
        ),
      );
      return;
    }
    refill(
      element,
      headOf(page, row),
      factsOf(page, row),
      scoresOf(page, row),
      ...featuresOf(page.table, row, spread),
      ...viewsOf(page.table, row, spread),
      ...neighboursOf(page, row),
    );
  };
  return {
    element,
    update: () => {
      const { row, source, cut } = page.state;
      kept([row, source, cut], () => fill(row));
    },
  };
}

/** Back to the table. */
export function closeRecord(page: Page): void {
  page.set({ row: -1 });
  document.getElementById("records")?.focus();
}

function headOf(page: Page, row: number): HTMLElement {
  const { sprites } = page;
  const { ids, images, labels } = page.table.run;
  const canvas = el("canvas", {
    class: "large",
    role: "img",
    "aria-label": `Picture, ${className(page.table, labels[row]) || "class unknown"}`,
  });
  const close = button("Close", () => closeRecord(page), { title: "Escape", "data-key": "close" });
  const title = el(
    "h2",
    { class: "record-id", tabindex: ids[row].length > 100 ? 0 : null },
    `Record ${visible(ids[row])}`,
  );
  const has = images !== null && images.places[row] >= 0;
  if (has) sprites.draw(canvas, row);
  return el(
    "div",
    { class: "record-head" },
    ...(has ? [canvas] : []),
    el(
      "div",
      { class: "record-name" },
      title,
      close,
      ...(images && !has ? [el("p", { class: "soft" }, "This page has no picture of it.")] : []),
    ),
  );
}

function factsOf({ table: { run, sources }, state, columns }: Page, row: number): HTMLElement {
  const source = sources[state.source];
  const text = (key: string) => columns.find((column) => column.key === key)?.text(row) ?? "";
  const inPart = row < run.publicRows ? run.publicRows : run.ids.length - run.publicRows;
  const facts: [string, string][] = [
    ["Part", text("part")],
    ["Class", text("class") || "unknown"],
    ["Network says", text("predicted") || "unknown"],
    ["Membership", memberText(run.membership[row]) || "not known"],
    [
      "Score",
      text("score") === "" ? "not scored" : `${text("score")} (${printable(source.label)})`,
    ],
    ["Rank", text("rank") === "" ? "" : `${text("rank")} of ${numberText(inPart)}`],
    ["At the threshold", text("flagged") === "yes" ? "flagged" : "not flagged"],
    ["p-value", text("p")],
    ["Flagged at FDR", text("fdr")],
  ];
  const pairs = facts.filter(([, value]) => value !== "");
  return el(
    "dl",
    { class: "facts" },
    ...pairs.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );
}

/** Each score's place as a bar, so that a disagreement is seen. */
function scoresOf({ table: { sources } }: Page, row: number): HTMLElement {
  const lines = sources
    .filter(({ ranks }) => ranks[row] >= 0)
    .map(({ label, scores, shares, places }) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, printable(label)),
        el("td", { class: "number" }, numberText(scores[row])),
        el("td", { class: "number" }, numberText(places[row])),
        el("td", {}, bar(shares[row])),
      ),
    );
  return table("Scores", ["by", "score", "rank", "scores below"], lines);
}

function bar(share: number): SVGElement {
  const width = 90;
  return svg(
    "svg",
    {
      class: "bar",
      width,
      height: 10,
      role: "img",
      "aria-label": `Above ${percent(share)} of its part`,
    },
    svg("rect", { class: "bar-room", width, height: 10 }),
    svg("rect", { class: "bar-filled", width: share * width, height: 10 }),
  );
}

type Spread = (values: Float32Array) => Distribution | null;

function featuresOf({ run }: Table, row: number, spread: Spread): HTMLElement[] {
  const some = run.features.filter(({ values }) => !Number.isNaN(values[row]));
  if (some.length === 0) return [];
  const lines = some.map(({ name, values }) => {
    const found = spread(values);
    const value = values[row];
    const places = found && [position(found.members, value), position(found.nonMembers, value)];
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, printable(name)),
      el("td", { class: "number" }, numberText(value)),
      el("td", {}, ...(found ? [strip(found, value)] : [])),
      ...[0, 1].map((i) => el("td", { class: "number" }, places ? percent(places[i]) : "")),
    );
  });
  return [
    table(
      "Predictors: where it stands among known members and others",
      ["predictor", "value", "members | others", "above members", "above others"],
      lines,
    ),
    el(
      "p",
      { class: "soft legend" },
      "Each strip runs from the lowest to the highest of all known rows, evenly by their number; ",
      ...[key("member"), " members, ", key("other"), " others, the line is this record."],
    ),
  ];
}

const key = (of: "member" | "other") =>
  el("span", { class: `key key-${of}`, "aria-hidden": "true" });

/** Shares of members and others over twentieths of all, and where the record is. */
function strip(found: Distribution, value: number): SVGElement {
  const { members, nonMembers } = found;
  const shares = densities(found);
  const high = Math.max(...shares.members, ...shares.nonMembers);
  const outline = (heights: Float64Array) => {
    const step = WIDTH / heights.length;
    const points = Array.from(heights, (share, i) => {
      const y = (HEIGHT - 1 - (share / high) * (HEIGHT - 4)).toFixed(1);
      return `${i === 0 ? "M" : "L"}${(i * step).toFixed(1)} ${y}H${((i + 1) * step).toFixed(1)}`;
    });
    return points.join("");
  };
  const all = members.length + nonMembers.length;
  const at =
    (position(members, value) * members.length + position(nonMembers, value) * nonMembers.length) /
    all;
  return svg(
    "svg",
    {
      class: "strip",
      width: WIDTH,
      height: HEIGHT,
      role: "img",
      "aria-label": `Above ${percent(at)} of all known rows`,
    },
    svg("path", { class: "outline-other", d: outline(shares.nonMembers) }),
    svg("path", { class: "outline-member", d: outline(shares.members) }),
    svg("line", { class: "here", x1: at * WIDTH, x2: at * WIDTH, y1: 0, y2: HEIGHT }),
  );
}

/** phi in each view, and what reference models say, over the middle halves of members and others. */
function viewsOf({ run }: Table, row: number, spread: Spread): HTMLElement[] {
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
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
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

function neighboursOf(page: Page, row: number): HTMLElement[] {
  const { sprites } = page;
  const { neighbours, ids, labels, membership, images } = page.table.run;
  if (neighbours === null) return [];
  const { count, rows, measure } = neighbours;
  const near = Array.from(rows.subarray(row * count, (row + 1) * count)).filter(
    (other) => other >= 0,
  );
  if (near.length === 0) return [];
  const items = near.map((other) => {
    const open = button("", () => page.set({ row: other }), { class: "neighbour" });
    if (images && images.places[other] >= 0) {
      const canvas = el("canvas", { "aria-hidden": "true" });
      sprites.draw(canvas, other);
      open.append(canvas);
    }
    const kind = memberText(membership[other]);
    open.append(
      el("span", { class: "neighbour-id" }, printable(ids[other])),
      el("span", {}, className(page.table, labels[other])),
      el("span", { class: "member-mark", "data-member": kind }, kind),
    );
    return el("li", {}, open);
  });
  return [
    el("h3", {}, "Nearest public rows"),
    el("p", { class: "soft legend" }, `By ${printable(measure)}, the nearest first.`),
    el("ul", { class: "neighbours" }, ...items),
  ];
}
