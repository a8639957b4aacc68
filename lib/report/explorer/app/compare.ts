import { printable } from "../../../files/text/visible";
import type { Measured } from "../../../metrics";
import { memberText } from "../model/columns";
import { type Comparison, changedMost, comparison, RESAMPLES, tprGains } from "../model/compare";
import { numberText, percent } from "../model/numberText";
import type { Source } from "../model/source";
import { button, choice, el, memo, refill, table } from "./dom";
import type { Page, Part } from "./page";
import { scatter } from "./scatter";

const MOST = 12;

/** Two scores beside each other: of two attacks, or of two runs. */
export function compare(page: Page): Part {
  const { sources } = page.table;
  const options = sources.map(({ label }, i): [string, string] => [String(i), printable(label)]);
  const x = choice("From", options, (value) => page.set({ x: Number(value), brush: null }));
  const y = choice("To", options, (value) => page.set({ y: Number(value), brush: null }));
  const plot = scatter(page);
  const figures = el("div");
  const tprs = el("p", { role: "status" });
  const changed = el("div");
  const element = el(
    "div",
    { class: "compare" },
    el("div", { class: "pair" }, x.field, y.field),
    figures,
    tprs,
    plot.element,
    changed,
  );
  const compared = memo<Comparison>();
  const resampled = memo<void>();
  const listed = memo<void>();

  return {
    element,
    update: () => {
      const { state, passes } = page;
      const [from, to] = [sources[state.x], sources[state.y]];
      x.select.value = String(state.x);
      y.select.value = String(state.y);
      plot.update();
      const found = compared([from, to], () => {
        const made = comparison(from, to);
        refill(figures, ...figuresOf(made, from, to));
        return made;
      });
      resampled([from, to], () => {
        tprs.textContent = found.auc ? "Drawing rows again for the TPR ..." : "";
        // What is known already is seen first.
        setTimeout(() => {
          if (sources[page.state.x] === from && sources[page.state.y] === to) {
            tprs.textContent = tprText(from, to, found);
          }
        }, 50);
      });
      listed([from, to, passes], () => refill(changed, ...changedOf(page, from, to)));
    },
  };
}

function figuresOf(
  { rows, correlation, judged, auc }: Comparison,
  x: Source,
  y: Source,
): HTMLElement[] {
  const known = auc
    ? [
        el(
          "p",
          {},
          `AUC on the ${numberText(judged.rows.length)} rows that may judge both: ${spelled(auc.x)} from, ${spelled(auc.y)} to; difference `,
          el("strong", { id: "auc-gain" }, spelled(auc.gain, true)),
          auc.gain.pValue === null
            ? ""
            : ` (p ${auc.gain.pValue < 1e-4 ? "< 0.0001" : `= ${numberText(auc.gain.pValue)}`}, DeLong, paired).`,
        ),
      ]
    : [
        el(
          "p",
          { class: "soft" },
          "No members and others are known that may judge both, so nothing is said of which is better.",
        ),
      ];
  const how =
    correlation === null
      ? ""
      : ` Their places correlate with ${correlation.toFixed(3)} (Spearman).`;
  return [
    el(
      "p",
      { class: "soft" },
      `${numberText(rows)} rows have both scores${x.isOther === y.isOther ? "" : ", joined by their ids"}.${how}`,
    ),
    ...known,
  ];
}

function tprText(x: Source, y: Source, { judged, auc }: Comparison): string {
  if (auc === null) return "";
  const gains = tprGains(x, y, judged).map(
    (gain) => `at FPR ≤ ${percent(gain.maxFpr)}: ${points(gain)}`,
  );
  return `TPR, difference in percentage points ${gains.join("; ")} (${RESAMPLES} resamples, paired).`;
}

function points({ value, low, high }: Measured): string {
  const of = (share: number) => signed(100 * share, 2);
  return low === null || high === null ? of(value) : `${of(value)} [${of(low)}, ${of(high)}]`;
}

function spelled({ value, low, high }: Measured, isSigned = false): string {
  const of = (one: number) => (isSigned ? signed(one, 4) : one.toFixed(4));
  return low === null || high === null ? of(value) : `${of(value)} [${of(low)}, ${of(high)}]`;
}

const signed = (value: number, digits: number) => `${value > 0 ? "+" : ""}${value.toFixed(digits)}`;

/** The records whose place changed most, among those that the table shows. */
function changedOf(page: Page, x: Source, y: Source): HTMLElement[] {
  const { rows } = page;
  const { ids, membership } = page.table.run;
  const some = changedMost(x, y, rows, MOST);
  if (some.length === 0) return [];
  const lines = some.map((row) =>
    el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        button(printable(ids[row]), () => page.set({ row, panel: "record" }), {
          class: "link",
        }),
      ),
      el("td", { class: "number" }, percent(x.shares[row])),
      el("td", { class: "number" }, percent(y.shares[row])),
      el("td", { class: "number" }, signed(100 * (y.shares[row] - x.shares[row]), 1)),
      el("td", {}, memberText(membership[row])),
    ),
  );
  return [
    table(
      "Changed most among the rows shown: share of the part that scores lower",
      ["id", "from", "to", "change", "member"],
      lines,
    ),
    button("Sort the table by the change", () => page.set({ sort: "change", descending: true })),
  ];
}
