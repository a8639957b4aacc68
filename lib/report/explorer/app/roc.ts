import type { ThresholdCounts } from "../../../metrics";
import type { Operating } from "../model/operating";
import { chart, linear, logarithmic, type MarkedChart, polyline } from "./chart";
import { setAll, svg } from "./dom";

const SHARES = [0, 0.25, 0.5, 0.75, 1];

/**
 * The ROC of a score, on which the point of its cut moves.
 *
 * @param look logarithmic or linear axes; `width` px
 */
export function roc(
  counts: ThresholdCounts,
  { isLog, width }: { readonly isLog: boolean; readonly width: number },
): MarkedChart<Operating> {
  const { falsePositives, truePositives, members, nonMembers } = counts;
  const decades = Math.min(4, Math.max(2, Math.ceil(Math.log10(nonMembers))));
  const scale = isLog ? logarithmic(decades) : linear(0, 1, SHARES);
  const drawn = chart({
    says: "",
    ...{ width, height: Math.min(width, 300) - 16 },
    x: { ...scale, title: "false positive rate" },
    y: { ...scale, title: "true positive rate" },
  });
  const { x, y, marks } = drawn;
  const here = svg("circle", { class: "here", r: 5 });
  const diagonal = Array.from({ length: 41 }, (_, i) => scale.back(i / 40));
  marks.append(
    svg("path", { class: "guide", d: polyline(diagonal.map((share) => [x(share), y(share)])) }),
    svg("path", {
      class: "curve",
      d: polyline(
        stairs(falsePositives, truePositives).map(([f, t]) => [x(f / nonMembers), y(t / members)]),
      ),
    }),
    here,
  );
  return {
    chart: drawn,
    mark: ({ tpr, fpr }) => {
      const rates = `TPR ${tpr.value.toFixed(3)} at FPR ${fpr.value.toFixed(3)}`;
      setAll(here, { cx: x(fpr.value), cy: y(tpr.value) });
      setAll(drawn.element, { "aria-label": `ROC, ${isLog ? "logarithmic" : "linear"}: ${rates}` });
    },
  };
}

/** Vertices from (0, 0) on. */
function stairs(falsePositives: Float64Array, truePositives: Float64Array): [number, number][] {
  return [[0, 0], ...Array.from(falsePositives, (f, i): [number, number] => [f, truePositives[i]])];
}
