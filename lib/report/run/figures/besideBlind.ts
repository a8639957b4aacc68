import { aucOf } from "../../../audit/outcome";
import type { BaselineRow } from "../../figures";
import { count } from "../../figures/style";
import type { Run } from "../readRun";

/**
 * The AUC of each corrected attack on the report rows beside that of the attack which sees image
 * and label only, out of fold on all public rows.
 *
 * @param options `counted`: whether each name says its number of rows; they differ
 * @returns what `blindBaseline` takes, or why there is none
 * @example
 * drawing(blindBaseline, besideBlind(run, { counted: true }), { split: "report rows" });
 */
export function besideBlind(
  run: Run,
  { counted }: { readonly counted: boolean },
): BaselineRow[] | string {
  if (run.blind === null) return "No blind baseline: the run has left no blind.json.";
  const { n, auc } = run.blind;
  const named = (name: string, rows: number) => (counted ? `${name} (n = ${count(rows)})` : name);
  const attacks = run.models.map((model) => {
    const row = run.rowOf(model, "corrected");
    return { name: named(model, row.n), ...aucOf(row), blind: false };
  });
  return [...attacks, { name: named("Image and label", n), ...auc, blind: true }];
}
