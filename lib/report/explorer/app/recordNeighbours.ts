import { printable } from "../../../files/text/visible";
import { className, memberText } from "../model/columns";
import { button, el } from "./dom";
import type { Page } from "./page";

/** The public rows that a record is nearest to, to go on to. */
export function neighboursOf(page: Page, row: number): HTMLElement[] {
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
