import { existsSync } from "node:fs";
import path from "node:path";
import { extractFeatures } from "../../features";
import { type MembershipDataset, readCheckpoint, requireAttackable, rowColumns } from "../../files";
import type { InputFiles } from "../../files/outputs";
import {
  type EngineName,
  type Normalization,
  openTarget,
  type Reading,
  type ResolvedNormalization,
} from "../../inference";
import { describeNetwork, type Stem, type Unsaid } from "../../network";
import { runTask } from "../../numeric/workers";
import { AuditRun } from "../outcome";
import { attackOutputs, type ManyScores } from "./attackOutputs";
import { CROSSFITTED, crossfittedColumn, PROTOCOL } from "./crossfittedColumn";
import { metricsTask } from "./metricsTask";
import type { ModelFile } from "./modelFiles";

/** The rows that all models are attacked on, read and hashed once. */
export interface SharedRows {
  readonly inputs: InputFiles;
  readonly reading: Reading;
  /** Mean and std of models that have no normalization.json beside them; null: the published ones. */
  readonly normalization: Pick<Normalization, "mean" | "std"> | null;
  readonly public: MembershipDataset;
  /** Null where there are none. */
  readonly private: MembershipDataset | null;
  /** The private rows' membership; null where nobody knows it. */
  readonly answers: Uint8Array | null;
}

/** How models are read and attacked; the same for all. */
export interface ManySettings {
  readonly seed: number;
  readonly stem: Stem;
  /** What else weights do not say; null: as torchvision has it. */
  readonly unsaid: Unsaid | null;
  readonly engine: "auto" | EngineName;
  /** In which each model has a folder of its name. */
  readonly out: string;
}

/**
 * Attacks one model and leaves in a folder of its name what a run leaves: logits, scores, what would be handed
 * in and, last, metrics.json.
 *
 * @returns the mean and std that it was read with
 * @throws InputError if the checkpoint cannot be read, or does not go with the rows
 * @throws RangeError as `attackOutputs`
 * @example
 * const settings = { seed: 42, stem: "auto", unsaid: null, engine: "auto", out } as const;
 * await auditModel({ path: "ckpt/a.pt", name: "a" }, rows, settings, -1);
 */
export async function auditModel(
  model: ModelFile,
  rows: SharedRows,
  { seed, stem, unsaid, engine, out }: ManySettings,
  workers: number,
): Promise<{ readonly normalization: ResolvedNormalization }> {
  const run = new AuditRun(path.join(out, model.name), { seed });
  run.reads({ model: model.path });
  run.readsAlso(rows.inputs);
  const checkpoint = readCheckpoint(model.path);
  const network = describeNetwork(checkpoint, { stem, unsaid });
  const membership = requireAttackable(network, rows.public, rows.private ?? rows.public);
  const hasOwn = existsSync(path.join(path.dirname(model.path), "normalization.json"));
  const { mean, std } = (hasOwn ? null : rows.normalization) ?? { mean: null, std: null };
  const opening = { modelPath: model.path, checkpoint, mean, std, stem, unsaid, engine };
  const target = await openTarget(network, { ...opening, reading: rows.reading });
  checkpoint.close();
  try {
    const { normalization } = target;
    run.readAs(network, { stem, unsaid, reading: rows.reading, normalization });
    const look = async (name: "public" | "private", set: MembershipDataset) => {
      const logits = await run.time("inference", () => target.logits(set));
      const shape = [logits.rows, logits.classes];
      run.npy(`logits_${name}.npy`, { data: logits.data, shape });
      const { columns } = extractFeatures(logits, set.labels);
      run.csv(`predictors_${name}.csv`, { ...rowColumns(set), ...columns });
      return columns;
    };
    const known = await look("public", rows.public);
    const asked = rows.private && (await look("private", rows.private));
    const outputs = { public: known, private: asked, membership };
    const found = await run.time("attack", () => attackOutputs(outputs, { seed, workers }));
    writeScores(run, rows, membership, found);
    const { scores, folds } = found;
    const measured = Object.entries(scores).flatMap(([attack, of]) => {
      const name = { column: crossfittedColumn(attack), model: attack, protocol: PROTOCOL };
      const part = { ...name, part: CROSSFITTED };
      const judged = { name: part, membership, scores: of.public, options: { seed, folds } };
      if (rows.answers === null || of.private === null) return [judged];
      const asked = { name: { ...name, part: "private" }, membership: rows.answers };
      return [judged, { ...asked, scores: of.private, options: { seed } }];
    });
    const metrics = await runTask(metricsTask, measured, { workers });
    run.metrics(metrics, { engine: target.engine.name, arithmetic: { [PROTOCOL]: "float64" } });
    return { normalization };
  } finally {
    await target.engine.close();
  }
}

function writeScores(
  run: AuditRun,
  rows: SharedRows,
  membership: Uint8Array,
  { scores, folds }: ManyScores,
): void {
  const columns = (of: "public" | "private") =>
    Object.fromEntries(
      Object.entries(scores).flatMap(([attack, found]) => {
        const values = found[of];
        return values === null ? [] : [[crossfittedColumn(attack), values]];
      }),
    );
  const known = { id: rows.public.ids, membership, [`fold_${PROTOCOL}`]: folds };
  run.csv("scores_public.csv", { ...known, ...columns("public") });
  if (rows.private === null) return;
  const asked = { id: rows.private.ids, ...(rows.answers && { membership: rows.answers }) };
  run.csv("scores_private.csv", { ...asked, ...columns("private") });
}
