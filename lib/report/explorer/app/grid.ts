import { el, setAll } from "./dom";
import { PICTURE, shownColumns, widthOf } from "./gridColumns";
import { gridHead } from "./gridHead";
import { gridLines } from "./gridLines";
import type { Page, Part } from "./page";

/** px; style/table.css has the same. */
const ROW = 36;
const HEAD = 56;

/** The table, and how the keyboard gets to it. */
export interface Rows extends Part {
  /** Does what a key asks for; true if it does ask for something. */
  press(key: string): boolean;
}

/**
 * The table: as many rows as fit the window are there, and filled with what belongs at the place that
 * is scrolled to. They stand still while the window scrolls, so that there never is a gap.
 */
export function grid(page: Page): Rows {
  const head = gridHead(page);
  const lines = gridLines(page);
  const pane = el("div", { class: "grid-pane", role: "presentation" }, head.element, lines.element);
  const sizer = el("div", { role: "presentation" }, pane);
  const element = el(
    "div",
    { class: "grid", role: "grid", tabindex: 0, "aria-label": "Records", id: "records" },
    sizer,
  );
  const left = page.sprites.exist ? PICTURE : 0;
  let isQueued = false;
  let shownRow = -1;

  /** Whole rows that have room. */
  const room = () => Math.max(1, Math.floor((element.clientHeight - HEAD) / ROW));

  function resize(): void {
    const width = shownColumns(page).reduce((sum, column) => sum + widthOf(column), left);
    sizer.style.width = `${width}px`;
    sizer.style.height = `${HEAD + page.rows.length * ROW}px`;
    pane.style.height = `${element.clientHeight}px`;
    // Parts of a row above and below the whole ones.
    lines.resize(room() + 2);
  }

  function fill(): void {
    const first = Math.floor(element.scrollTop / ROW);
    lines.element.style.transform = `translateY(${first * ROW - element.scrollTop}px)`;
    setAll(element, { "aria-activedescendant": lines.fill(first) });
  }

  /** Scrolls as little as it takes to see a place of the order. */
  function show(place: number): void {
    const top = place * ROW;
    const most = element.clientHeight - HEAD - ROW;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + most) element.scrollTop = top - most;
  }

  function update(): void {
    setAll(element, {
      "aria-rowcount": page.rows.length + 1,
      "aria-colcount": shownColumns(page).length + (left > 0 ? 1 : 0),
    });
    head.update();
    resize();
    const place = page.state.row === shownRow ? -1 : page.rows.indexOf(page.state.row);
    shownRow = page.state.row;
    if (place >= 0) show(place);
    fill();
  }

  function press(key: string): boolean {
    const last = page.rows.length - 1;
    const to = placeAfter(key, page.rows.indexOf(page.state.row), { last, leap: room() });
    if (to === null || last < 0) return false;
    page.set({ row: page.rows[to], panel: "record" });
    return true;
  }

  element.addEventListener("scroll", () => {
    if (isQueued) return;
    isQueued = true;
    requestAnimationFrame(() => {
      isQueued = false;
      fill();
    });
  });
  new ResizeObserver(() => {
    resize();
    fill();
  }).observe(element);
  lines.element.addEventListener("click", (event) => {
    const line = (event.target as Element).closest<HTMLElement>("[data-row]");
    if (!line) return;
    page.set({ row: Number(line.dataset.row), panel: "record" });
    // Where the record stands below the table, not beside it.
    document.getElementById("panel")?.scrollIntoView({ block: "start" });
  });
  element.addEventListener("keydown", (event) => {
    const onHead = head.element.contains(event.target as Element);
    if ((onHead && event.key !== "ArrowDown") || !press(event.key)) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
  });
  return { element, update, press };
}

/** Where a key leads from a place in the order, -1 = none yet; null for other keys. */
function placeAfter(
  key: string,
  at: number,
  { last, leap }: { readonly last: number; readonly leap: number },
): number | null {
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + leap,
    PageUp: at - leap,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? null : Math.min(last, Math.max(0, to));
}
