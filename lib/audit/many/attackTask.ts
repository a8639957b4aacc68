import { type ModelSpec, makeModel } from "../../ensemble";
import type { Matrix } from "../../numeric/arrays";
import { defineTask } from "../../numeric/workers";
import { fitOnRows } from "../corrected";

/** One model of an attack, the rows that it learns from and those that it scores. */
interface AttackFit {
  readonly spec: ModelSpec;
  readonly X: Matrix;
  /** 0 or 1 a row of X. */
  readonly membership: Uint8Array;
  readonly judged: Matrix;
}

/** Scores of the judged rows by a scaler and a model fitted on the others, in this thread or in a worker. */
export const attackTask = defineTask(
  "lib/audit/many/attackTask",
  "attackTask",
  async ({ spec, X, membership, judged }: AttackFit): Promise<Float64Array> =>
    (await fitOnRows(makeModel(spec, { n_jobs: 1 }), X, membership)).score(judged),
);
