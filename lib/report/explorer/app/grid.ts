import type { Column } from "../model/columns";
import { button, el, setAll } from "./dom";
import type { Page, Part } from "./page";

/** px; explore.css has the same. */
const ROW = 36;
const HEAD = 56;
/** Rows of the pool above what was ever seen. */
const SPARE = 2;

/** A row of the pool. */
interface Line {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement | null;
  cells: { readonly element: HTMLElement; text: string }[];
}

/** The table, and how a person gets to it. */
export interface Rows extends Part {
  /** Does what a key asks for; true if it does ask for something. */
  press(key: string): boolean;
}

/**
 * The table: as many rows as fit the window are there, and filled with what belongs at the place that
 * is scrolled to. They stand still while the window scrolls, so that there never is a gap.
 */
export function grid(page: Page): Rows {
  const body = el("div", { class: "grid-body", role: "rowgroup" });
  const head = el("div", { class: "grid-row", role: "row", "aria-rowindex": 1 });
  const pane = el(
    "div",
    { class: "grid-pane" },
    el("div", { class: "grid-head", role: "rowgroup" }, head),
    body,
  );
  const sizer = el("div", { class: "grid-sizer", role: "presentation" }, pane);
  pane.setAttribute("role", "presentation");
  const element = el(
    "div",
    { class: "grid", role: "grid", tabindex: 0, "aria-label": "Records", id: "records" },
    sizer,
  );
  const left = page.sprites.exist ? PICTURE : 0;
  let lines: Line[] = [];
  let columns: readonly Column[] = [];
  let headOf: unknown[] = [];
  let queued = false;
  let shownRow = -1;

  const shownColumns = () => {
    const extra = new Set(page.state.extra);
    return page.columns.filter(({ key, isShown }) => isShown || extra.has(key));
  };

  function fillHead(): void {
    const { sort, descending } = page.state;
    const same = [columns.map(({ title }) => title).join("\n"), sort, descending, page.columns];
    if (headOf.length > 0 && same.every((one, i) => one === headOf[i])) return;
    headOf = same;
    const focused = document.activeElement?.getAttribute("data-sort");
    const cells = columns.map((column, i) => {
      const isSorted = column.key === sort;
      const order = isSorted ? (descending ? "descending" : "ascending") : null;
      const sorting = button(
        column.title,
        () => page.set({ sort: column.key, descending: isSorted ? !descending : column.isNumber }),
        { "data-sort": column.key, title: column.hint ?? column.title },
      );
      const cell = cellOf(column, left, "columnheader");
      setAll(cell, { "aria-sort": order, "aria-colindex": i + (left > 0 ? 2 : 1) });
      cell.append(sorting);
      return cell;
    });
    const picture = page.sprites.exist
      ? [
          el(
            "div",
            { class: "cell cell-picture cell-stays", role: "columnheader" },
            el("span", { class: "unseen" }, "picture"),
          ),
        ]
      : [];
    head.replaceChildren(...picture, ...cells);
    if (focused) head.querySelector<HTMLElement>(`[data-sort="${focused}"]`)?.focus();
  }

  function newLine(index: number): Line {
    const line = el("div", { class: "grid-row", role: "row", id: `line-${index}` });
    const canvas = page.sprites.exist ? el("canvas", { "aria-hidden": "true" }) : null;
    if (canvas)
      line.append(el("div", { class: "cell cell-picture cell-stays", role: "gridcell" }, canvas));
    const cells = columns.map((column) => ({
      element: cellOf(column, left, "gridcell"),
      text: "",
    }));
    line.append(...cells.map((cell) => cell.element));
    return { element: line, canvas, cells };
  }

  function resize(): void {
    const wanted = Math.ceil(Math.max(0, element.clientHeight - HEAD) / ROW) + SPARE;
    const width = columns.reduce((sum, column) => sum + widthOf(column), left);
    sizer.style.width = `${width}px`;
    sizer.style.height = `${HEAD + page.rows.length * ROW}px`;
    pane.style.height = `${element.clientHeight}px`;
    if (lines.length === wanted && lines[0]?.cells.length === columns.length) return;
    lines = Array.from({ length: wanted }, (_, i) => newLine(i));
    body.replaceChildren(...lines.map((line) => line.element));
  }

  function fill(): void {
    const first = Math.floor(element.scrollTop / ROW);
    body.style.transform = `translateY(${first * ROW - element.scrollTop}px)`;
    const from = page.table.flaggedFrom(page.state);
    const { ranks } = page.table.sources[page.state.source];
    const { row: selected } = page.state;
    let active: string | null = null;
    lines.forEach((line, i) => {
      const row = page.rows[first + i];
      line.element.hidden = row === undefined;
      if (row === undefined) return;
      const isSelected = row === selected;
      if (isSelected) active = line.element.id;
      setAll(line.element, { "aria-rowindex": first + i + 2, "aria-selected": `${isSelected}` });
      line.element.dataset.row = String(row);
      line.element.classList.toggle("is-selected", isSelected);
      line.element.classList.toggle("is-flagged", ranks[row] >= from);
      if (line.canvas) page.sprites.draw(line.canvas, row);
      line.cells.forEach((cell, c) => {
        const text = columns[c].text(row);
        if (text === cell.text) return;
        cell.element.textContent = text;
        cell.text = text;
        if (columns[c].key === "member") cell.element.dataset.member = text;
        if (columns[c].key === "predicted") cell.element.dataset.wrong = `${text.startsWith("✗")}`;
      });
    });
    setAll(element, { "aria-activedescendant": active });
  }

  /** Scrolls as little as it takes to see a place of the order. */
  function show(place: number): void {
    const top = place * ROW;
    const room = element.clientHeight - HEAD - ROW;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + room) element.scrollTop = top - room;
  }

  function reveal(): void {
    const place = page.rows.indexOf(page.state.row);
    if (place >= 0) show(place);
  }

  function update(): void {
    columns = shownColumns();
    setAll(element, {
      "aria-rowcount": page.rows.length + 1,
      "aria-colcount": columns.length + (page.sprites.exist ? 1 : 0),
    });
    fillHead();
    resize();
    if (page.state.row !== shownRow) reveal();
    shownRow = page.state.row;
    fill();
  }

  element.addEventListener("scroll", () => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => {
      queued = false;
      fill();
    });
  });
  new ResizeObserver(() => {
    resize();
    fill();
  }).observe(element);
  body.addEventListener("click", (event) => {
    const line = (event.target as Element).closest<HTMLElement>("[data-row]");
    if (!line) return;
    page.set({ row: Number(line.dataset.row), panel: "record" });
    // Where the record stands below the table, not beside it.
    document.getElementById("panel")?.scrollIntoView({ block: "start" });
  });
  function press(key: string): boolean {
    const to = placeAfter(key, page.rows.indexOf(page.state.row), {
      last: page.rows.length - 1,
      leap: Math.max(1, lines.length - SPARE - 1),
    });
    if (to === null || page.rows.length === 0) return false;
    show(to);
    page.set({ row: page.rows[to], panel: "record" });
    return true;
  }

  element.addEventListener("keydown", (event) => {
    const onHead = (event.target as Element).closest("[data-sort]") !== null;
    if ((onHead && event.key !== "ArrowDown") || !press(event.key)) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
  });
  return {
    element,
    update,
    press,
  };
}

/** Where a key leads from a place in the order, -1 = none yet; null for other keys. */
function placeAfter(
  key: string,
  at: number,
  { last, leap }: { readonly last: number; readonly leap: number },
): number | null {
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? 0 : at - 1,
    PageDown: Math.max(0, at) + leap,
    PageUp: at - leap,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? null : Math.min(last, Math.max(0, to));
}

/** px. */
const WIDTHS: Readonly<Record<string, number>> = {
  ...{ id: 112, part: 66, class: 92, predicted: 104, member: 126, fdr: 58, flagged: 70 },
};
const PICTURE = 44;
const widthOf = ({ key }: Column) => WIDTHS[key] ?? 84;

/** The first columns stay where they are while the others scroll to the side. */
function cellOf(column: Column, left: number, role: "gridcell" | "columnheader"): HTMLElement {
  const name = `cell${column.isNumber ? " cell-number" : ""}${column.key === "id" ? " cell-stays" : ""}`;
  const cell = el("div", { class: name, role });
  cell.style.width = `${widthOf(column)}px`;
  if (column.key === "id") cell.style.left = `${left}px`;
  return cell;
}
