import { largest } from "../../../numeric/arrays/extremes";
import { type Distribution, densities, position } from "../model/distribution";
import { percent } from "../model/numberText";
import { svg } from "./dom";

/** px of a strip. */
export const WIDTH = 116;
const HEIGHT = 30;

/** Shares of members and others over twentieths of all, and where the record is. */
export function strip(found: Distribution, value: number): SVGElement {
  const { members, nonMembers } = found;
  const shares = densities(found);
  const high = Math.max(largest(shares.members), largest(shares.nonMembers));
  const outline = (heights: Float64Array) => {
    const step = WIDTH / heights.length;
    const points = Array.from(heights, (share, i) => {
      const y = (HEIGHT - 1 - (share / high) * (HEIGHT - 4)).toFixed(1);
      return `${i === 0 ? "M" : "L"}${(i * step).toFixed(1)} ${y}H${((i + 1) * step).toFixed(1)}`;
    });
    return points.join("");
  };
  const all = members.length + nonMembers.length;
  const at =
    (position(members, value) * members.length + position(nonMembers, value) * nonMembers.length) /
    all;
  return svg(
    "svg",
    {
      class: "strip",
      width: WIDTH,
      height: HEIGHT,
      role: "img",
      "aria-label": `Above ${percent(at)} of all known rows`,
    },
    svg("path", { class: "outline-other", d: outline(shares.nonMembers) }),
    svg("path", { class: "outline-member", d: outline(shares.members) }),
    svg("line", { class: "here", x1: at * WIDTH, x2: at * WIDTH, y1: 0, y2: HEIGHT }),
  );
}

/** A share as the filled part of a bar. */
export function bar(share: number): SVGElement {
  const width = 90;
  return svg(
    "svg",
    {
      class: "bar",
      width,
      height: 10,
      role: "img",
      "aria-label": `Above ${percent(share)} of its part`,
    },
    svg("rect", { class: "bar-room", width, height: 10 }),
    svg("rect", { class: "bar-filled", width: share * width, height: 10 }),
  );
}
