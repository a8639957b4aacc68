import type { EpsilonMethod } from "../../audit/epsilon";
import type { Along, ModelStanding } from "../../audit/many";
import type { Cell, Table } from "../tables";

/**
 * Several models side by side: how often each is right on members and on others, what it gives away, and how
 * that differs from the baseline, row by row.
 *
 * @param standings one a model, in the order of `along`
 * @example
 * toHtml(modelsTable(standings, along, "epoch_1"));
 */
export function modelsTable(
  standings: readonly ModelStanding[],
  along: Along,
  baseline: string,
): Table {
  const [{ n }] = standings;
  return {
    label: "tab:models",
    columns: [
      { title: "Model" },
      { title: along.name, digits: decimals(along.values) },
      { title: "Right, members" },
      { title: "Right, others" },
      { title: "AUC" },
      { title: "TPR@5%" },
      { title: "epsilon", digits: 2 },
      { title: `AUC less ${baseline}` },
      { title: `TPR@5% less ${baseline}` },
    ],
    rows: standings.map((standing, i): Cell[] => [
      standing.model,
      along.values[i],
      standing.accuracy.members.value,
      standing.accuracy.nonMembers.value,
      standing.auc,
      standing.tpr5,
      epsilonOf(standing, "clopper-pearson"),
      standing.against?.auc ?? null,
      standing.against?.tpr5 ?? null,
    ]),
    caption: `${standings.length} models along ${along.name}, from ${along.source}, by the vote of three kinds of model on ${n.toLocaleString("en-US")} public rows, five folds; 95 % intervals. Differences are paired row by row. Epsilon: a lower bound from one threshold (Clopper-Pearson) at delta 1e-5 and confidence 95 %, where membership was assigned at random.`,
  };
}

function epsilonOf({ epsilon }: ModelStanding, method: EpsilonMethod): number {
  return epsilon.find((bound) => bound.method === method)?.epsilon ?? 0;
}

/** Digits after the point that numbers need, three at most. */
function decimals(values: readonly number[]): number {
  return values.every(Number.isInteger) ? 0 : 3;
}
