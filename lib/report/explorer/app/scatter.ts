import { printable } from "../../../files/text/visible";
import { el, memo } from "./dom";
import type { Page, Part } from "./page";

/** px. */
const SIZE = 400;
/** A press that moves less chooses nothing. */
const CLICK = 4;

/**
 * Shares of rank by two scores, a point a row; a rectangle that is drawn over it narrows the table
 * down to the rows in it.
 */
export function scatter(page: Page): Part {
  const canvas = el("canvas", { class: "scatter", role: "img" });
  const frame = el("div", { class: "scatter-frame" });
  const brush = el("div", { class: "brush", hidden: true });
  frame.append(canvas, brush);
  const below = el("span", { class: "scatter-x" });
  const beside = el("span", { class: "scatter-y" });
  const element = el(
    "figure",
    { class: "scatter-figure" },
    el("div", { class: "scatter-area" }, beside, frame, below),
    el(
      "figcaption",
      { class: "soft legend" },
      ...[key("member"), " members, ", key("other"), " others, ", key("unknown"), " not known. "],
      'Right and top are the most exposed. Draw a rectangle to see its rows in the table; a click takes it away. Without a pointer: a range of the column "change".',
    ),
  );
  const drawn = memo<void>();
  let start: { readonly x: number; readonly y: number } | null = null;

  const place = (event: PointerEvent) => {
    const box = canvas.getBoundingClientRect();
    const share = (value: number) => Math.min(1, Math.max(0, value));
    return {
      x: share((event.clientX - box.left) / box.width),
      y: share(1 - (event.clientY - box.top) / box.height),
    };
  };
  const showBrush = (area: readonly number[] | null) => {
    brush.hidden = area === null;
    if (area === null) return;
    const [left, right, bottom, top] = area.map((share) => 100 * share);
    Object.assign(brush.style, {
      left: `${left}%`,
      width: `${right - left}%`,
      bottom: `${bottom}%`,
      height: `${top - bottom}%`,
    });
  };
  const areaTo = (event: PointerEvent, from: { x: number; y: number }) => {
    const to = place(event);
    const round = (share: number) => Math.round(1000 * share) / 1000;
    return [
      Math.min(from.x, to.x),
      Math.max(from.x, to.x),
      Math.min(from.y, to.y),
      Math.max(from.y, to.y),
    ].map(round);
  };
  frame.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    frame.setPointerCapture(event.pointerId);
    start = place(event);
  });
  frame.addEventListener("pointermove", (event) => {
    if (start) showBrush(areaTo(event, start));
  });
  frame.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const area = areaTo(event, start);
    const { width } = canvas.getBoundingClientRect();
    start = null;
    const isClick = Math.max(area[1] - area[0], area[3] - area[2]) * width < CLICK;
    page.set({ brush: isClick ? null : area });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    drawn([{}], () => draw(page, canvas));
  });

  return {
    element,
    update: () => {
      const { x, y, brush: area, row } = page.state;
      const { sources } = page.table;
      below.textContent = `${printable(sources[x].label)} →`;
      beside.textContent = `${printable(sources[y].label)} →`;
      canvas.setAttribute(
        "aria-label",
        `Shares of rank by ${printable(sources[x].label)} and by ${printable(sources[y].label)}`,
      );
      drawn([x, y, page.passes, row], () => draw(page, canvas));
      if (start === null) showBrush(area);
    },
  };
}

const key = (of: string) => el("span", { class: `key key-${of}`, "aria-hidden": "true" });

/** Rows that the table does not show lie pale behind the others. */
function draw({ table, state, passes }: Page, canvas: HTMLCanvasElement): void {
  const scale = devicePixelRatio;
  const size = Math.round(SIZE * scale);
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext("2d")!;
  const style = getComputedStyle(canvas);
  const colours = ["--unknown", "--other", "--member"].map((name) => style.getPropertyValue(name));
  const [x, y] = [table.sources[state.x].shares, table.sources[state.y].shares];
  const { membership } = table.run;
  const dot = (table.rows > 5000 ? 1.5 : 2.5) * scale;
  const paint = (colour: string, alpha: number, isDrawn: (row: number) => boolean) => {
    pen.fillStyle = colour;
    pen.globalAlpha = alpha;
    for (let row = 0; row < x.length; row++) {
      if (!isDrawn(row) || Number.isNaN(x[row] + y[row])) continue;
      pen.fillRect(x[row] * size - dot / 2, (1 - y[row]) * size - dot / 2, dot, dot);
    }
  };
  paint(style.getPropertyValue("--line"), 0.5, (row) => passes[row] === 0);
  for (const member of [-1, 0, 1]) {
    const alpha = table.rows > 5000 ? 0.5 : 0.75;
    paint(colours[member + 1], alpha, (row) => passes[row] === 1 && membership[row] === member);
  }
  const { row } = state;
  if (row < 0 || Number.isNaN(x[row] + y[row])) return;
  pen.globalAlpha = 1;
  pen.strokeStyle = style.getPropertyValue("--ink");
  pen.lineWidth = 2 * scale;
  pen.beginPath();
  pen.arc(x[row] * size, (1 - y[row]) * size, 6 * scale, 0, 2 * Math.PI);
  pen.stroke();
}
