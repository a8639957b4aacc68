import { type ModelName, reported } from "../../../audit/published";
import { publishedTprAtFpr, rocAuc, tprAtFpr } from "../../../metrics";
import { count } from "../../figures/style";
import type { Cell, Table } from "../../tables";
import { hasBoth } from "../hasBoth";
import type { Run, ScoredModel } from "../readRun";

const titles = [
  ["Model", "AUC", "reported", "server", "TPR, FPR≥5%"],
  ["reported", "server", "TPR, FPR≤5%"],
].flat();

/** Whose numbers stand beside a run's. */
export const target = `reported: from ${reported.source}, of its own target`;

/**
 * The published report's own printed numbers, which are those of its own target, beside what this
 * run's published recipe gives on its validation rows.
 *
 * @returns the table, or why there is none
 * @example
 * gallery.showTable("reported", "The report's own numbers", reportedTable(run));
 */
export function reportedTable(run: Run): Table | string {
  const attacks = run.attacks("published");
  if (attacks.length === 0)
    return "Nothing to compare: the run has no published scores on validation rows.";
  const rows = count(run.partRows("published", "validation").length);
  return {
    label: "tab:reported",
    columns: titles.map((title) => ({ title })),
    rows: attacks.map(modelRow),
    caption: [
      `As the published notebook prints it, on ${rows} validation rows which also fitted the`,
      `calibration; ${target}. FPR≥5%: read at the first ROC point there, as the report does`,
      "(mistake e); FPR≤5%: the largest TPR with FPR at most 5 %.",
    ].join(" "),
  };
}

function modelRow(attack: ScoredModel): Cell[] {
  const { name: model } = attack;
  const [auc, first, atMost] = asPrinted(attack);
  const theirs = (key: "auc" | "tpr") =>
    [reported.validation, reported.server].map((of) => of[model as ModelName]?.[key] ?? null);
  return [model, auc, ...theirs("auc"), first, ...theirs("tpr"), atMost];
}

/** AUC, the TPR as the report reads it, and the largest with FPR at most .05. */
function asPrinted({ membership, scores }: ScoredModel): (number | null)[] {
  if (!hasBoth(membership)) return [null, null, null];
  const first = publishedTprAtFpr(membership, scores, 0.05).tpr;
  return [rocAuc(membership, scores), first, tprAtFpr(membership, scores, 0.05).tpr];
}
