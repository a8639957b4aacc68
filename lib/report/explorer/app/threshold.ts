import { printable } from "../../../files/text/visible";
import type { Estimate } from "../../../metrics";
import { cutAt } from "../model/judged";
import { numberText, percent } from "../model/numberText";
import { type Operating, operating } from "../model/operating";
import { whyNotJudged } from "../model/table";
import { livePlace, type MarkedChart } from "./chart";
import { button, el, memo, refill, table } from "./dom";
import { histogram } from "./histogram";
import type { Page, Part } from "./page";
import { roc } from "./roc";

/** px that a chart needs. */
const LEAST = 120;
const FPRS = [0.1, 0.05, 0.01, 0.001];
const CAVEAT =
  "Intervals (Clopper-Pearson) and epsilon (delta 0) at 95 %: they hold for a threshold that was settled " +
  "beforehand, not for the best of those that are tried here.";

/** Where the score is cut, and what that does. */
export function threshold(page: Page): Part {
  const rows = el("p", { class: "soft" });
  const slider = el("input", { type: "range", min: 0, step: 1, id: "cut" });
  const said = el("output", { for: "cut" });
  slider.addEventListener("input", () =>
    page.set({ cut: slider.max === "" ? 0 : Number(slider.value) }),
  );
  const presets = el("div", {
    class: "buttons",
    role: "group",
    "aria-label": "Threshold at a false positive rate",
  });
  const prior = el("input", { type: "number", min: 0.0001, max: 0.9999, step: "any" });
  prior.addEventListener("change", () => {
    const value = Number(prior.value);
    if (value > 0 && value < 1) page.set({ prior: value });
    prior.value = String(page.state.prior);
  });
  const only = el("input", { type: "checkbox" });
  only.addEventListener("change", () => page.set({ flagged: only.checked ? "threshold" : "all" }));
  const figures = el("div", { class: "figures" });
  const counts = el("div");
  const places = ["linear", "logarithmic"].map(() =>
    livePlace((fpr) =>
      page.set({
        cut: cutAt(fpr, page.table.cuts(page.state.source)),
      }),
    ),
  );
  const scores = livePlace((score) => page.set({ cut: cutFrom(page, score) }));
  const curves = el(
    "div",
    { class: "charts" },
    ...places.map((place) => place.element),
    scores.element,
  );
  const element = el(
    "div",
    { class: "threshold" },
    rows,
    el("label", { class: "slider", for: "cut" }, "Threshold ", said),
    slider,
    presets,
    el("label", { class: "check" }, only, " Show only the flagged rows"),
    figures,
    curves,
    el("label", { class: "field prior" }, el("span", {}, "Supposed share of members"), prior),
    counts,
  );
  const kept = memo<void>();
  const drawn = memo<{ rocs: MarkedChart<Operating>[]; bars: MarkedChart<number> }>();

  function fill(): void {
    const { state } = page;
    const source = page.table.sources[state.source];
    const judged = page.table.judged(state.source);
    const cuts = page.table.cuts(state.source);
    const cut = page.table.cutOf(state);
    const from = page.table.flaggedFrom(state);
    const score = Number.isFinite(from) ? source.values[from] : Number.POSITIVE_INFINITY;
    const flagged = source.ranks.reduce((sum, rank) => sum + (rank >= from ? 1 : 0), 0);
    const why = whyNotJudged(judged);
    rows.textContent =
      why ??
      `By ${printable(source.label)}, on the ${numberText(judged.rows.length)} rows that may judge it: ` +
        `${numberText(judged.members)} members and ${numberText(judged.nonMembers)} others whose own membership had no part in their score.`;
    slider.max = String(cuts.ranks.length);
    slider.value = String(cut);
    const text = Number.isFinite(score)
      ? `score ≥ ${numberText(score)}: ${numberText(flagged)} of all ${numberText(page.table.rows)} rows are flagged`
      : "above all scores: no row is flagged";
    said.textContent = text;
    slider.setAttribute("aria-valuetext", text);
    refill(
      presets,
      ...FPRS.map((fpr) => {
        const at = cutAt(fpr, cuts);
        return button(
          why === null ? `FPR ≤ ${percent(fpr)}` : `top ${percent(fpr)}`,
          () => page.set({ cut: at }),
          {
            "aria-pressed": String(at === cut),
            "data-key": `fpr-${fpr}`,
          },
        );
      }),
    );
    prior.value = String(state.prior);
    only.checked = state.flagged === "threshold";
    const point = operating(cuts, cut, state.prior);
    prior.parentElement!.hidden = point === null;
    curves.hidden = point === null;
    refill(figures, ...(point ? [ratesOf(point, state.prior)] : []));
    refill(counts, ...(point ? [confusion(point), el("p", { class: "soft legend" }, CAVEAT)] : []));
    const room = Math.min(520, element.clientWidth);
    // Before the page is laid out there is none.
    if (cuts.counts === null || point === null || room < LEAST) return;
    const { counts: known } = cuts;
    const { rocs, bars } = drawn([source, room], () => {
      const width = room < 420 ? room : Math.floor((room - 8) / 2);
      const made = {
        rocs: [false, true].map((isLog) => roc(known, { isLog, width })),
        bars: histogram(source, judged, room),
      };
      made.rocs.forEach(({ chart }, i) => {
        places[i].show(chart);
      });
      scores.show(made.bars.chart);
      return made;
    });
    for (const { mark } of rocs) mark(point);
    bars.mark(score);
  }

  const refit = new ResizeObserver(() => {
    if (element.isConnected) fill();
  });
  refit.observe(element);
  return {
    element,
    update: () => {
      const { source, cut, prior: share, flagged } = page.state;
      kept([source, cut, share, flagged], fill);
    },
  };
}

/** How many cuts lie at a score or above it. */
function cutFrom(page: Page, score: number): number {
  const { ranks } = page.table.cuts(page.state.source);
  const { values } = page.table.sources[page.state.source];
  let count = 0;
  while (count < ranks.length && values[ranks[count]] >= score) count++;
  return count;
}

function confusion({ truePositives, falsePositives, members, nonMembers }: Operating): HTMLElement {
  const line = (name: string, yes: number, no: number, of: string) =>
    el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        el("span", { class: `key key-${of}`, "aria-hidden": "true" }),
        ` ${name}`,
      ),
      el("td", { class: "number" }, numberText(yes)),
      el("td", { class: "number" }, numberText(no)),
    );
  const lines = [
    line("members", truePositives, members - truePositives, "member"),
    line("others", falsePositives, nonMembers - falsePositives, "other"),
  ];
  return table("Counts", ["rows", "flagged", "not flagged"], lines);
}

function ratesOf(point: Operating, prior: number): HTMLElement {
  const rates: [string, string][] = [
    ["TPR", withInterval(point.tpr)],
    ["FPR", withInterval(point.fpr)],
    ["Precision here", point.precision === null ? "none flagged" : percent(point.precision)],
    [
      `Precision at ${percent(prior)} members`,
      point.precisionAtPrior === null ? "none flagged" : percent(point.precisionAtPrior),
    ],
    ["Lift (TPR / FPR)", point.lift === null ? "no other is flagged" : numberText(point.lift)],
    ["Epsilon is at least", numberText(point.epsilon)],
  ];
  return el(
    "dl",
    { class: "facts" },
    ...rates.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );
}

/** A share with its interval. */
export function withInterval({ value, low, high }: Estimate): string {
  return low === null || high === null
    ? percent(value)
    : `${percent(value)} [${percent(low)}, ${percent(high)}]`;
}
