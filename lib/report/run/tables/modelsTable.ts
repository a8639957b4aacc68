import { aucOf, CROSSFITTED, type MetricsRow, stageOf, tprOf } from "../../../audit/outcome";
import { count } from "../../figures/style";
import type { Cell, Table } from "../../tables";
import { rowsThatJudge } from "../judgedRows";
import type { Run } from "../readRun";

/** In the order of the table. */
const protocols = ["published", "heldout", "corrected", "references", "best"];

const crossFitted =
  "Crossfitted: in each of five folds by an attack that learnt from the others, with a threshold of its own.";

type Limit = keyof typeof limits;

const words: Readonly<Record<string, string>> = { heldout: "held out" };
const onValidation =
  "Validation rows also fitted the calibration of the published scores, their scaler and Gaussians.";
const limits = { "0.05": "5%", "0.01": "1%", "0.001": "0.1%" } as const;
const titles = ["Model", "Protocol", "Score", "Rows", "n", "AUC"];

/**
 * Every column of scores on the rows that judge it, by model: AUC and TPR with their intervals. A
 * limit on the FPR that no row can resolve is left out, and said.
 *
 * @example
 * gallery.showTable("models", "Models by protocol", modelsTable(run));
 */
export function modelsTable(run: Run): Table {
  const { metrics } = run;
  const models = [...new Set(metrics.rows.map(({ model }) => model))];
  const place = ({ model, protocol }: MetricsRow) =>
    models.indexOf(model) * protocols.length + protocols.indexOf(protocol);
  const byModel = [...metrics.rows].sort((one, other) => place(one) - place(other));
  const { split, members } = rowsThatJudge(run);
  const all = Object.keys(limits) as Limit[];
  const kept = all.filter((limit) => metrics.rows.some(({ tpr }) => tpr[limit].ci));
  const what =
    kept.length === 0
      ? "AUC"
      : `AUC and the largest TPR with FPR at most ${kept.map((limit) => limits[limit]).join(", ")}`;
  const left = all.filter((limit) => !kept.includes(limit)).map((limit) => limits[limit]);
  const lost =
    left.length === 0
      ? ""
      : ` Not shown: ${left.join(", ")}, where fewer than 10 false positives are allowed.`;
  const step = Number((1 / members).toPrecision(2));
  const parts = new Set(metrics.rows.map(({ part }) => part));
  const isHeldOut = metrics.rows.some(({ protocol }) => protocol === "heldout");
  return {
    label: "tab:models",
    columns: [
      ...titles.map((title) => (title === "n" ? { title, digits: 0 } : { title })),
      ...kept.map((limit) => ({ title: `TPR@${limits[limit]}` })),
    ],
    rows: byModel.map((row) => modelRow(row, kept)),
    caption: [
      `Every score of the run on the rows that judge it: ${what}; 95 % intervals, none where no resample differs.${lost}`,
      `One of the ${count(members)} members among the ${split} is a step of ${step} in the TPR there:`,
      "equal values are equal counts of members.",
      ...(parts.has(CROSSFITTED) ? [crossFitted] : []),
      ...(parts.has("validation") ? [onValidation] : []),
      ...(parts.has("private") ? ["Private rows: by the answers that the run was given."] : []),
      ...(isHeldOut ? ["Held out: the published recipe on rows that it has not seen."] : []),
    ].join(" "),
  };
}

function modelRow(row: MetricsRow, kept: readonly Limit[]): Cell[] {
  const { model, protocol, part, n, tpr } = row;
  const stage = stageOf(row).replace(/^best_/, "");
  const score = stage === CROSSFITTED ? "raw" : stage;
  const named = [model, words[protocol] ?? protocol, score, part, n];
  return [...named, aucOf(row), ...kept.map((limit) => tprOf(tpr[limit]))];
}
