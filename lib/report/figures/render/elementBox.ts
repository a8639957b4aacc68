import { type DomElement, isElement, numberOf } from "./dom";
import { type Box, emptyBox, parseTransform, transformBox, unionBox } from "./geometry";
import { pathPoints } from "./pathPoints";
import { textBox } from "./textBox";

const undrawn = new Set(["defs", "clippath", "title", "style"]);

function pathBox(d: string): Box {
  const points = pathPoints(d).flat();
  if (points.length === 0) return { ...emptyBox };
  let [left, top] = points[0];
  let [right, bottom] = points[0];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function rectBox(element: DomElement): Box {
  return {
    x: numberOf(element, "x"),
    y: numberOf(element, "y"),
    width: numberOf(element, "width"),
    height: numberOf(element, "height"),
  };
}

function circleBox(element: DomElement): Box {
  const r = numberOf(element, "r");
  const x = numberOf(element, "cx") - r;
  return { x, y: numberOf(element, "cy") - r, width: 2 * r, height: 2 * r };
}

function groupBox(element: DomElement): Box {
  const boxes: Box[] = [];
  for (const child of element.children) {
    if (undrawn.has(child.tagName.toLowerCase()) || child.style?.display === "none") continue;
    boxes.push(transformBox(parseTransform(child.getAttribute("transform")), elementBox(child)));
  }
  return unionBox(boxes);
}

/**
 * What a browser answers to `getBBox`: the element's box in its own coordinates, without strokes.
 *
 * @example
 * elementBox(svg.querySelector(".legend"));
 */
export function elementBox(element: DomElement): Box {
  const tag = element.tagName.toLowerCase();
  if (tag === "text" || tag === "tspan") return textBox(element);
  if (tag === "rect" || tag === "image") return rectBox(element);
  if (tag === "circle") return circleBox(element);
  if (tag === "path") return pathBox(element.getAttribute("d") ?? "");
  return groupBox(element);
}

/**
 * What a browser answers to `getBoundingClientRect`: the element's box in the coordinates of its
 * outermost `svg`.
 *
 * @example
 * canvasBox(svg.querySelector("text.xtitle")).x;
 */
export function canvasBox(element: DomElement): Box {
  const isSvg = (e: DomElement) => e.tagName.toLowerCase() === "svg";
  let box = isSvg(element) ? { ...rectBox(element), x: 0, y: 0 } : elementBox(element);
  for (let e: DomElement | null = element; isElement(e) && !isSvg(e); ) {
    box = transformBox(parseTransform(e.getAttribute("transform")), box);
    e = e.parentNode as DomElement | null;
  }
  return box;
}
