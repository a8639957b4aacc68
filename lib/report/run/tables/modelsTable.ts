import { aucOf, type MetricsRow, stageOf, tprOf } from "../../../audit/outcome";
import { take } from "../../../numeric/arrays";
import { classCounts } from "../../figures/parts/rows";
import { count } from "../../figures/style";
import type { Cell, Table } from "../../tables";
import type { Run } from "../readRun";

const words: Readonly<Record<string, string>> = { heldout: "held out" };
const limits = ["0.05", "0.01", "0.001"];
const onValidation =
  "Validation rows also fitted the calibration of the published scores, their scaler and Gaussians.";
const titles = ["Model", "Protocol", "Score", "Rows", "n", "AUC", "TPR@5%", "TPR@1%", "TPR@0.1%"];

/**
 * Every column of scores on the rows that judge it, by model: AUC and TPR with their intervals.
 *
 * @example
 * gallery.showTable("models", "Models by protocol", modelsTable(run));
 */
export function modelsTable(run: Run): Table {
  const { metrics, models, membership, partRows } = run;
  const place = ({ model }: MetricsRow) => models.indexOf(model);
  const byModel = [...metrics.rows].sort((one, other) => place(one) - place(other));
  const { members } = classCounts(take(membership, partRows("corrected", "report")));
  const step = Number((1 / members).toPrecision(2));
  const parts = new Set(metrics.rows.map(({ part }) => part));
  const isHeldOut = metrics.rows.some(({ protocol }) => protocol === "heldout");
  return {
    label: "tab:models",
    columns: titles.map((title) => ({ title })),
    rows: byModel.map(modelRow),
    caption: [
      "Every score of the run on the rows that judge it; the largest TPR with FPR at most 5, 1 and",
      "0.1 %; 95 % intervals, none where fewer than 10 false positives are allowed or no resample differs.",
      `One of the ${count(members)} members among the report rows is a step of ${step} in the TPR there:`,
      "equal values are equal counts of members.",
      ...(parts.has("validation") ? [onValidation] : []),
      ...(parts.has("private") ? ["Private rows: by the answers that the run was given."] : []),
      ...(isHeldOut ? ["Held out: the published recipe on report rows."] : []),
    ].join(" "),
  };
}

function modelRow(row: MetricsRow): Cell[] {
  const { model, protocol, part, n, tpr } = row;
  const named = [model, words[protocol] ?? protocol, stageOf(row), part, String(n)];
  return [...named, aucOf(row), ...limits.map((limit) => tprOf(tpr[limit]))];
}
