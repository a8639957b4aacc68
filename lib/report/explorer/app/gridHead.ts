import type { Column } from "../model/columns";
import { button, el, refill, setAll } from "./dom";
import { cellOf, PICTURE, pictureCell, shownColumns } from "./gridColumns";
import type { Page, Part } from "./page";

/** The row of titles, which sort the table. */
export function gridHead(page: Page): Part {
  const row = el("div", { class: "grid-row", role: "row", "aria-rowindex": 1 });
  const hasPictures = page.sprites.exist;
  const cellFor = (column: Column, i: number) => {
    const { sort, descending } = page.state;
    const isSorted = column.key === sort;
    const next = isSorted ? !descending : column.isNumber;
    const cell = cellOf(column, hasPictures ? PICTURE : 0, "columnheader");
    setAll(cell, {
      "aria-sort": isSorted ? (descending ? "descending" : "ascending") : null,
      "aria-colindex": i + (hasPictures ? 2 : 1),
    });
    const look = { "data-key": column.key, title: column.hint ?? column.title };
    cell.append(button(column.title, () => page.set({ sort: column.key, descending: next }), look));
    return cell;
  };
  return {
    element: el("div", { class: "grid-head", role: "rowgroup" }, row),
    update: () => {
      const cells = shownColumns(page).map(cellFor);
      const title = el("span", { class: "unseen" }, "picture");
      refill(row, ...(hasPictures ? [pictureCell(title, "columnheader")] : []), ...cells);
    },
  };
}
