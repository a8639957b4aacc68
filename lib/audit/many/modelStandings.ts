import path from "node:path";
import { readCsv } from "../../files";
import { readNpy } from "../../files/outputs";
import {
  crossfittedAuc,
  crossfittedAucDifference,
  crossfittedTpr,
  crossfittedTprDifference,
  type Estimate,
  type Measured,
} from "../../metrics";
import { type EpsilonBound, epsilonBounds } from "../epsilon";
import { accuracyOf, rightRows } from "../selfCheck";
import { JUDGED_ATTACK } from "./attackOutputs";
import type { SharedRows } from "./auditModel";
import { crossfittedColumn, PROTOCOL } from "./crossfittedColumn";
import type { ModelFile } from "./modelFiles";

/** What one of several models gives away, on the public rows by five folds, and beside the first. */
export interface ModelStanding {
  readonly model: string;
  readonly n: number;
  /** How often the model itself is right. */
  readonly accuracy: { readonly members: Estimate; readonly nonMembers: Estimate };
  readonly auc: Measured;
  /** At FPR <= .05 and .01. */
  readonly tpr5: Measured;
  readonly tpr1: Measured;
  /** Lower bounds at delta 1e-5 and confidence .95. */
  readonly epsilon: readonly EpsilonBound[];
  /** Paired with the baseline row by row; null for the baseline itself. */
  readonly against: { readonly auc: Measured; readonly tpr5: Measured } | null;
}

const LIMITS = [0.05, 0.01];

/**
 * Reads what each model's run has left and sets the models side by side on the same rows and folds.
 *
 * @param baseline the model that the others are paired with
 * @throws InputError if a model's folder lacks a file
 * @example
 * modelStandings(models, models[0], rows, { out, seed: 42 })[1].against?.auc;
 */
export function modelStandings(
  models: readonly ModelFile[],
  baseline: ModelFile,
  rows: SharedRows,
  { out, seed }: { readonly out: string; readonly seed: number },
): ModelStanding[] {
  const scoresOf = (model: ModelFile) => {
    const table = readCsv(path.join(out, model.name, "scores_public.csv"));
    return {
      scores: table.numbers(crossfittedColumn(JUDGED_ATTACK)),
      folds: Int32Array.from(table.numbers(`fold_${PROTOCOL}`)),
    };
  };
  const first = scoresOf(baseline);
  const membership = rows.public.membership as Uint8Array;
  return models.map((model) => {
    const { scores, folds } = scoresOf(model);
    const [tpr5, tpr1] = crossfittedTpr(membership, scores, folds, LIMITS, { seed });
    const against = () => {
      const [tpr] = crossfittedTprDifference(membership, scores, first.scores, folds, [LIMITS[0]], {
        seed,
      });
      const auc = crossfittedAucDifference(membership, scores, first.scores, folds);
      return { auc, tpr5: tpr };
    };
    return {
      model: model.name,
      n: membership.length,
      accuracy: accuracyBy(path.join(out, model.name), rows),
      auc: crossfittedAuc(membership, scores, folds),
      tpr5,
      tpr1,
      epsilon: epsilonBounds(membership, scores, { seed }),
      against: model === baseline ? null : against(),
    };
  });
}

function accuracyBy(folder: string, rows: SharedRows): ModelStanding["accuracy"] {
  const { data, shape } = readNpy(path.join(folder, "logits_public.npy"));
  const logits = { data: Float32Array.from(data), rows: shape[0], classes: shape[1] };
  const right = rightRows(logits, rows.public.labels);
  const of = (kind: number) =>
    accuracyOf(
      "",
      right.filter((_, row) => rows.public.membership?.[row] === kind),
    ).accuracy;
  return { members: of(1), nonMembers: of(0) };
}
