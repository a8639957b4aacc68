import type { Estimate } from "../../../metrics";
import { largest, smallest } from "../../../numeric/arrays/extremes";
import { type ClassExposure, classExposures } from "../model/classExposure";
import { className } from "../model/columns";
import { numberText } from "../model/numberText";
import { button, el, memo, refill, svg, table } from "./dom";
import type { Page, Part } from "./page";
import { withInterval } from "./threshold";

/** px of the drawing beside each class. */
const WIDTH = 100;

/** How exposed each class is; a click shows its rows alone. */
export function classes(page: Page): Part {
  const element = el("div", { class: "classes" });
  const found = memo<readonly ClassExposure[]>();
  const kept = memo<void>();
  return {
    element,
    update: () => {
      const { state } = page;
      const cut = page.table.cutOf(state);
      const all = found([state.source, cut], () => classExposures(page.table, state.source, cut));
      kept([all, state.classes], () => refill(element, ...tableOf(page, all)));
    },
  };
}

function tableOf(page: Page, all: readonly ClassExposure[]): HTMLElement[] {
  const { state } = page;
  if (all.length === 0) return [el("p", { class: "soft" }, "The class of no row is known.")];
  const ends = all.flatMap(({ auc }) => (auc ? [auc.low ?? auc.value, auc.high ?? auc.value] : []));
  const [low, high] = [Math.min(0.5, smallest(ends)), Math.max(0.5, largest(ends))];
  const x = (value: number) => 5 + ((value - low) / (high - low || 1)) * (WIDTH - 10);
  const lines = all.map(({ label, rows, judging, auc, tpr }) => {
    const isChosen = state.classes.includes(label);
    const others = state.classes.filter((one) => one !== label);
    const choose = button(
      className(page.table, label),
      () => page.set({ classes: isChosen ? others : [...others, label] }),
      {
        class: "link",
        "aria-pressed": String(isChosen),
        "data-key": `class-${label}`,
      },
    );
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, choose),
      el("td", { class: "number" }, numberText(rows)),
      el("td", { class: "number" }, numberText(judging)),
      el("td", { class: "number" }, auc ? auc.value.toFixed(3) : ""),
      el("td", {}, ...(auc ? [interval(auc, x)] : [])),
      el("td", { class: "estimate" }, tpr ? withInterval(tpr) : ""),
    );
  });
  const caption =
    "The most exposed class first; the dashed line is at 0.5, where a score says nothing";
  const interval95 = `95 %: ${low.toFixed(2)} to ${high.toFixed(2)}`;
  return [
    table(caption, ["class", "rows", "judging", "AUC", interval95, "TPR at the threshold"], lines),
    el("p", { class: "soft legend" }, "A click on classes shows their rows alone."),
  ];
}

function interval({ value, low, high }: Estimate, x: (value: number) => number): SVGElement {
  const says =
    low === null || high === null ? value.toFixed(3) : `${low.toFixed(3)} to ${high.toFixed(3)}`;
  return svg(
    "svg",
    { class: "strip", width: WIDTH, height: 16, role: "img", "aria-label": says },
    svg("line", { class: "guide", x1: x(0.5), x2: x(0.5), y1: 0, y2: 16 }),
    svg("line", {
      class: "half half-member",
      x1: x(low ?? value),
      x2: x(high ?? value),
      y1: 8,
      y2: 8,
    }),
    svg("circle", { class: "dot", cx: x(value), cy: 8, r: 4 }),
  );
}
