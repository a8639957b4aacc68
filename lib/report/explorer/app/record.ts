import { printable, visible } from "../../../files/text/visible";
import { className, memberText } from "../model/columns";
import { type Distribution, distribution } from "../model/distribution";
import { numberText } from "../model/numberText";
import { button, el, memo, refill, table } from "./dom";
import type { Page, Part } from "./page";
import { featuresOf } from "./recordFeatures";
import { neighboursOf } from "./recordNeighbours";
import { viewsOf } from "./recordViews";
import { bar } from "./strip";

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
