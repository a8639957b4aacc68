import type { Column } from "../model/columns";
import { el, setAll } from "./dom";
import { cellOf, PICTURE, pictureCell, shownColumns } from "./gridColumns";
import type { Page } from "./page";

/** A row of the pool. */
interface Line {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement | null;
  readonly cells: { readonly element: HTMLElement; text: string }[];
}

/** The rows that are there, whatever they show. */
export interface Lines {
  readonly element: HTMLElement;
  /** Makes the pool so large, for the columns that are shown. */
  resize(count: number): void;
  /** Shows the rows from a place of the order on; gives the id of the chosen one's line, or null. */
  fill(first: number): string | null;
}

/** As many rows as fit the window. */
export function gridLines(page: Page): Lines {
  const element = el("div", { class: "grid-body", role: "rowgroup" });
  const hasPictures = page.sprites.exist;
  let lines: Line[] = [];
  let columns: readonly Column[] = [];
  let keys = "";

  function newLine(index: number): Line {
    const line = el("div", { class: "grid-row", role: "row", id: `line-${index}` });
    const canvas = hasPictures ? el("canvas", { "aria-hidden": "true" }) : null;
    if (canvas) line.append(pictureCell(canvas, "gridcell"));
    const cells = columns.map((column) => ({
      element: cellOf(column, hasPictures ? PICTURE : 0, "gridcell"),
      text: "",
    }));
    line.append(...cells.map((cell) => cell.element));
    return { element: line, canvas, cells };
  }

  function fillLine(line: Line, row: number): void {
    const { table, state } = page;
    const isFlagged = table.sources[state.source].ranks[row] >= table.flaggedFrom(state);
    setAll(line.element, { "aria-selected": String(row === state.row), "data-row": row });
    line.element.classList.toggle("is-selected", row === state.row);
    line.element.classList.toggle("is-flagged", isFlagged);
    if (line.canvas) page.sprites.draw(line.canvas, row);
    line.cells.forEach((cell, c) => {
      const { key } = columns[c];
      const text = columns[c].text(row);
      if (text === cell.text) return;
      cell.element.textContent = text;
      cell.text = text;
      if (key === "member") cell.element.dataset.member = text;
      if (key === "predicted") cell.element.dataset.wrong = String(text.startsWith("✗"));
    });
  }

  return {
    element,
    resize: (count) => {
      columns = shownColumns(page);
      const wanted = columns.map(({ key }) => key).join();
      if (lines.length === count && keys === wanted) return;
      keys = wanted;
      lines = Array.from({ length: count }, (_, i) => newLine(i));
      element.replaceChildren(...lines.map((line) => line.element));
    },
    fill: (first) => {
      let active: string | null = null;
      lines.forEach((line, i) => {
        const row = page.rows[first + i];
        line.element.hidden = row === undefined;
        if (row === undefined) return;
        if (row === page.state.row) active = line.element.id;
        setAll(line.element, { "aria-rowindex": first + i + 2 });
        fillLine(line, row);
      });
      return active;
    },
  };
}
