import { largest } from "../../../numeric/arrays/extremes";
import type { Judged } from "../model/judged";
import { numberText } from "../model/numberText";
import type { Source } from "../model/source";
import { chart, linear, type MarkedChart } from "./chart";
import { setAll, svg } from "./dom";

const BINS = 40;

/**
 * How members and others score, over which the lowest flagged score moves; Infinity = none.
 *
 * @param room width in px
 */
export function histogram(source: Source, judged: Judged, room: number): MarkedChart<number> {
  const scores = Float32Array.from(judged.rows, (row) => source.scores[row]).filter(
    Number.isFinite,
  );
  const [low, high] = [
    scores.reduce((a, b) => Math.min(a, b), Infinity),
    scores.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  const width = (high - low || 1) / BINS;
  const shares = [0, 1].map((member) => {
    const counts = new Float64Array(BINS);
    judged.rows.forEach((row, i) => {
      if (judged.membership[i] !== member) return;
      counts[Math.min(BINS - 1, Math.floor((source.scores[row] - low) / width))]++;
    });
    return counts.map((count) => count / (member === 1 ? judged.members : judged.nonMembers));
  });
  const most = Math.max(largest(shares[0]), largest(shares[1]));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => low + share * (high - low));
  const drawn = chart({
    says: "Histogram of the scores of members and of non-members",
    ...{ width: room, height: 170 },
    x: { ...linear(low, high, ticks, numberText), title: "score" },
    y: {
      ...linear(0, most, [0, most / 2, most], (share) => `${(100 * share).toFixed(0)} %`),
      title: "share of rows",
    },
  });
  const { x, y, marks } = drawn;
  const cut = svg("line", { class: "cut", y1: y(most), y2: y(0) });
  const outline = (counts: Float64Array) =>
    `M${x(low)} ${y(0)}${Array.from(counts, (count, i) => `V${y(count).toFixed(1)}H${x(low + (i + 1) * width).toFixed(1)}`).join("")}V${y(0)}Z`;
  marks.append(
    svg("path", { class: "area-other", d: outline(shares[0]) }),
    svg("path", { class: "area-member", d: outline(shares[1]) }),
    cut,
  );
  return {
    chart: drawn,
    mark: (threshold) => {
      cut.style.display = Number.isFinite(threshold) ? "" : "none";
      if (Number.isFinite(threshold)) setAll(cut, { x1: x(threshold), x2: x(threshold) });
    },
  };
}
