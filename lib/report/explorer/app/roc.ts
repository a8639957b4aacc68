import type { ThresholdCounts } from "../../../metrics";
import type { Operating } from "../model/operating";
import { type Chart, chart, linear, logarithmic, polyline } from "./chart";
import { svg } from "./dom";

const SHARES = [0, 0.25, 0.5, 0.75, 1];

/**
 * The ROC of a score with the point of its cut.
 *
 * @param look logarithmic or linear axes; `width` px
 */
export function roc(
  counts: ThresholdCounts,
  point: Operating,
  { isLog, width }: { readonly isLog: boolean; readonly width: number },
): Chart {
  const { falsePositives, truePositives, members, nonMembers } = counts;
  const decades = Math.min(4, Math.max(2, Math.ceil(Math.log10(nonMembers))));
  const scale = isLog ? logarithmic(decades) : linear(0, 1, SHARES);
  const drawn = chart({
    says: `ROC, ${isLog ? "logarithmic" : "linear"}: TPR ${point.tpr.value.toFixed(3)} at FPR ${point.fpr.value.toFixed(3)}`,
    ...{ width, height: Math.min(width, 300) - 16 },
    x: { ...scale, title: "false positive rate" },
    y: { ...scale, title: "true positive rate" },
  });
  const { x, y, marks } = drawn;
  const diagonal = Array.from({ length: 41 }, (_, i) => scale.back(i / 40));
  marks.append(
    svg("path", { class: "guide", d: polyline(diagonal.map((share) => [x(share), y(share)])) }),
    svg("path", {
      class: "curve",
      d: polyline(
        stairs(falsePositives, truePositives).map(([f, t]) => [x(f / nonMembers), y(t / members)]),
      ),
    }),
    svg("circle", { class: "here", cx: x(point.fpr.value), cy: y(point.tpr.value), r: 5 }),
  );
  return drawn;
}

/** Vertices from (0, 0) on. */
function stairs(falsePositives: Float64Array, truePositives: Float64Array): [number, number][] {
  return [[0, 0], ...Array.from(falsePositives, (f, i): [number, number] => [f, truePositives[i]])];
}
