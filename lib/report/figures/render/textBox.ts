import { type DomElement, isElement, isText, numberOf } from "./dom";
import { ascent, descent, type Font, measureText } from "./fonts";
import { type Box, unionBox } from "./geometry";

/** A line of text while its runs are gathered: baseline at y, rise and fall around it. */
interface Line {
  x: number;
  y: number;
  width: number;
  rise: number;
  fall: number;
  /** How far the present run stands below the baseline (superscripts: above, so negative). */
  shift: number;
}

function inherited(element: DomElement, property: string, attribute: string): string | null {
  for (let e: DomElement | null = element; isElement(e); e = e.parentNode as DomElement | null) {
    const value = e.style?.[property] || e.getAttribute(attribute);
    if (value && value !== "inherit") return value;
  }
  return null;
}

/** Font size in px; per cent and em count from the parent's, as CSS has it. */
function fontSize(element: DomElement): number {
  const own = element.style?.fontSize || element.getAttribute("font-size");
  const parent = () => (isElement(element.parentNode) ? fontSize(element.parentNode) : 12);
  if (!own || own === "inherit") return parent();
  if (own.endsWith("%")) return (parent() * Number.parseFloat(own)) / 100;
  if (own.endsWith("em")) return parent() * Number.parseFloat(own);
  return Number.parseFloat(own) || 12;
}

function fontOf(element: DomElement): Font {
  return {
    size: fontSize(element),
    weight: inherited(element, "fontWeight", "font-weight") ?? "normal",
    style: inherited(element, "fontStyle", "font-style") ?? "normal",
  };
}

function length(value: string | null, size: number): number {
  if (value === null) return 0;
  const number = Number.parseFloat(value) || 0;
  return value.endsWith("em") ? number * size : number;
}

function addRun(line: Line, text: string, font: Font): void {
  line.width += measureText(text, font);
  line.rise = Math.max(line.rise, font.size * ascent - line.shift);
  line.fall = Math.max(line.fall, font.size * descent + line.shift);
}

function gather(element: DomElement, lines: Line[]): void {
  for (const child of element.childNodes) {
    const line = lines[lines.length - 1];
    if (isText(child)) {
      const text = (child.nodeValue ?? "").replace(/\u200b/g, "");
      if (text !== "") addRun(line, text, fontOf(element));
    } else if (isElement(child)) {
      const dy = length(child.getAttribute("dy"), fontSize(child));
      if (child.getAttribute("class") === "line" || child.hasAttribute("x")) {
        const x = child.hasAttribute("x") ? numberOf(child, "x") : lines[0].x;
        const y = child.hasAttribute("y") ? numberOf(child, "y") : lines[0].y;
        lines.push({ x, y: y + dy, width: 0, rise: 0, fall: 0, shift: 0 });
      } else {
        line.shift += dy;
      }
      gather(child, lines);
    }
  }
}

function lineBox(line: Line, anchor: string): Box {
  const share = anchor === "middle" ? 0.5 : anchor === "end" ? 1 : 0;
  return {
    x: line.x - share * line.width,
    y: line.y - line.rise,
    width: line.width,
    height: line.width === 0 ? 0 : line.rise + line.fall,
  };
}

/**
 * The box of an SVG `text` or `tspan` element in its own coordinates: all lines, each line's
 * anchor honoured, super- and subscripts included.
 *
 * @example
 * textBox(document.querySelector("text")).width;
 */
export function textBox(element: DomElement): Box {
  const x = numberOf(element, "x");
  const y = numberOf(element, "y") + length(element.getAttribute("dy"), fontSize(element));
  const lines: Line[] = [{ x, y, width: 0, rise: 0, fall: 0, shift: 0 }];
  gather(element, lines);
  const anchor = inherited(element, "textAnchor", "text-anchor") ?? "start";
  return unionBox(lines.map((line) => lineBox(line, anchor)));
}
