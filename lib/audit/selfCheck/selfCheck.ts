import { existsSync } from "node:fs";
import path from "node:path";
import type { GivenOutputs, ImageSource, MembershipDataset } from "../../files";
import {
  chosenRows,
  computeLogits,
  type Engine,
  givenLogits,
  type OtherWeights,
  type Preprocessing,
  type ResolvedNormalization,
  resolveNormalization,
} from "../../inference";
import type { Network } from "../../network";
import { largest } from "../../numeric/arrays";
import type { RecordedReading } from "../outcome";
import { type Accuracy, accuracyOf } from "./accuracies";
import { compareReadings } from "./compare";
import { rightRows } from "./rightRows";
import { balancedSample } from "./sample";
import { type SelfVerdict, verdictOn } from "./verdict";

/** What is checked, as it is read now. */
export interface SelfCheckOptions {
  readonly network: Network;
  /** The network at hand, open. */
  readonly engine: Engine;
  readonly normalization: ResolvedNormalization;
  /** Public rows; `stored` are its images before they were prepared, where they were. */
  readonly dataset: Pick<MembershipDataset, "labels" | "images"> & {
    readonly stored?: ImageSource;
    /** What a model said of them, where that stands in for the model. */
    readonly outputs?: GivenOutputs;
  };
  /** 1 for members. */
  readonly membership: Uint8Array;
  readonly preprocessing?: Preprocessing;
  /** Other networks in the same file, as `openTarget` found them. */
  readonly otherWeights?: readonly OtherWeights[];
  readonly seed: number;
  /** Rows of the sample, half of them members; 256 unless given. */
  readonly rows?: number;
  /** Where the model lies: a `normalization.json` beside it is tried where another is used. */
  readonly modelPath?: string;
}

/** Whether files are read as the network was trained. */
export interface SelfCheck extends SelfVerdict {
  /** Of the reading at hand on the sample, members and others in equal numbers. */
  readonly sample: Accuracy;
  /** Share of the commonest label in the sample. */
  readonly chance: number;
  readonly readings: readonly RecordedReading[];
  /** Readings that could not be tried, a phrase each: other weights of no network that is known. */
  readonly untried: readonly string[];
}

/**
 * Looks, before anything else, whether the network knows the images that it is shown: its accuracy
 * on a sample of public rows as read now, and the same rows under other readings. A file that is
 * read otherwise than the network was trained gives a whole report in which nothing is right.
 *
 * @throws as `openEngine`
 * @example
 * const check = await selfCheck({ network, ...target, dataset, membership, seed: 42 });
 * showMarkdown(check.verdict);
 */
export async function selfCheck(options: SelfCheckOptions): Promise<SelfCheck> {
  const { network, engine, normalization, dataset, membership, seed, rows = 256 } = options;
  if (dataset.outputs) return checkOutputs(dataset.labels, dataset.outputs);
  const drawn = balancedSample(membership, rows, seed);
  const labels = drawn.map((row) => dataset.labels[row]);
  const images = chosenRows(dataset.images, drawn);
  const stored = chosenRows(dataset.stored ?? dataset.images, drawn);
  const right = rightRows(await computeLogits(engine, images, normalization), labels);
  const { preprocessing, otherWeights } = options;
  const besideModel = besideOf(options);
  const { readings, untried } = await compareReadings(
    { network, normalization, besideModel, preprocessing, stored, images, otherWeights },
    engine,
    { labels, right, effort: { first: Math.min(48, rows), all: rows } },
  );
  const sample = accuracyOf(`sample of ${drawn.length} public rows`, right);
  const chance = commonest(labels) / labels.length;
  return { sample, chance, readings, untried, ...verdictOn(sample, chance, readings, untried) };
}

/** Outputs cannot be read otherwise; but of rows in another order they name labels by chance alone. */
function checkOutputs(labels: Int32Array, outputs: GivenOutputs): SelfCheck {
  const right = rightRows(givenLogits(outputs), labels);
  const sample = accuracyOf(`all ${right.length} public rows`, right);
  const chance = commonest(labels) / labels.length;
  const none = { readings: [], untried: [] };
  if (outputs.kind !== "losses")
    return { sample, chance, ...none, ...verdictOn(sample, chance, [], []) };
  const verdict =
    "Self-check: losses alone name no label, so that nothing tells whether rows and losses belong together.";
  return { sample, chance, ...none, warns: false, better: [], verdict };
}

function besideOf({ modelPath, network, normalization }: SelfCheckOptions) {
  if (modelPath === undefined || normalization.file !== null) return null;
  const isBeside = existsSync(path.join(path.dirname(modelPath), "normalization.json"));
  return isBeside ? resolveNormalization({ modelPath, channels: network.inChannels }) : null;
}

function commonest(labels: Int32Array): number {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return largest(counts.values());
}
