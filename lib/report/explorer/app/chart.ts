import { el, svg } from "./dom";

/** An axis: where a value lies between 0 and 1, and what is written along it. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly back: (at: number) => number;
  readonly ticks: readonly number[];
  readonly text: (value: number) => string;
}

/** From 0 (or another value) to 1 (or another one), evenly. */
export function linear(
  low: number,
  high: number,
  ticks: readonly number[],
  text: (value: number) => string = String,
): Scale {
  const length = high - low || 1;
  return {
    at: (value) => (value - low) / length,
    back: (at) => low + at * length,
    ...{ ticks, text },
  };
}

/** Powers of ten from 10^-decades to 1; what is below lies at the edge. */
export function logarithmic(decades: number): Scale {
  return {
    at: (value) => (value <= 10 ** -decades ? 0 : 1 + Math.log10(value) / decades),
    back: (at) => 10 ** ((at - 1) * decades),
    ticks: Array.from({ length: decades + 1 }, (_, i) => Number(`1e${i - decades}`)),
    text: String,
  };
}

/** A drawing with its axes. */
export interface Chart {
  readonly element: SVGElement;
  /** What is drawn goes here. */
  readonly marks: SVGElement;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** The value of x under a pointer. */
  readonly valueAt: (event: MouseEvent) => number;
}

/** A chart on which one thing moves. */
export interface MarkedChart<Value> {
  readonly chart: Chart;
  /** Moves it. */
  mark(value: Value): void;
}

const ROOM = { left: 52, right: 10, top: 8, bottom: 36 };

/**
 * An empty chart.
 *
 * @param says what it shows, for those who cannot see it
 */
export function chart({
  says,
  width,
  height,
  x,
  y,
}: {
  readonly says: string;
  readonly width: number;
  readonly height: number;
  readonly x: Scale & { readonly title: string };
  readonly y: Scale & { readonly title: string };
}): Chart {
  const [right, bottom] = [width - ROOM.right, height - ROOM.bottom];
  const toX = (value: number) => ROOM.left + clamp(x.at(value)) * (right - ROOM.left);
  const toY = (value: number) => bottom - clamp(y.at(value)) * (bottom - ROOM.top);
  const marks = svg("g", {});
  const element = svg(
    "svg",
    {
      class: "chart",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": says,
    },
    ...x.ticks.flatMap((tick) => [
      svg("line", { class: "rule", x1: toX(tick), x2: toX(tick), y1: ROOM.top, y2: bottom }),
      svg("text", { x: toX(tick), y: bottom + 14, "text-anchor": "middle" }, x.text(tick)),
    ]),
    ...y.ticks.flatMap((tick) => [
      svg("line", { class: "rule", x1: ROOM.left, x2: right, y1: toY(tick), y2: toY(tick) }),
      svg("text", { x: ROOM.left - 5, y: toY(tick) + 4, "text-anchor": "end" }, y.text(tick)),
    ]),
    svg(
      "text",
      { class: "axis-title", x: (ROOM.left + right) / 2, y: height - 4, "text-anchor": "middle" },
      x.title,
    ),
    svg(
      "text",
      {
        class: "axis-title",
        transform: `translate(11 ${(ROOM.top + bottom) / 2}) rotate(-90)`,
        "text-anchor": "middle",
      },
      y.title,
    ),
    marks,
    svg("rect", {
      class: "frame",
      x: ROOM.left,
      y: ROOM.top,
      width: right - ROOM.left,
      height: bottom - ROOM.top,
    }),
  );
  return {
    ...{ element, marks, x: toX, y: toY },
    valueAt: (event) => {
      const box = element.getBoundingClientRect();
      const px = ((event.clientX - box.left) / box.width) * width;
      return x.back(clamp((px - ROOM.left) / (right - ROOM.left)));
    },
  };
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));

/**
 * A place for a chart that answers to a pointer: while one is pressed, the value of x under it is
 * called back. The place stays while charts in it are drawn anew.
 */
export function livePlace(onValue: (value: number) => void) {
  const element = el("div", { class: "live" });
  let shown: Chart | null = null;
  const follow = (event: PointerEvent) => {
    if (shown && event.buttons & 1) onValue(shown.valueAt(event));
  };
  element.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    follow(event);
  });
  element.addEventListener("pointermove", follow);
  return {
    element,
    show: (chart: Chart) => {
      shown = chart;
      element.replaceChildren(chart.element);
    },
  };
}

/** Points joined by lines; those that fall on the same place of the screen are drawn once. */
export function polyline(points: Iterable<readonly [number, number]>): string {
  let path = "";
  let last = "";
  for (const [x, y] of points) {
    const point = `${x.toFixed(1)} ${y.toFixed(1)}`;
    if (point === last) continue;
    path += `${path === "" ? "M" : "L"}${point}`;
    last = point;
  }
  return path;
}
