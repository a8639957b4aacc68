import { createHash } from "node:crypto";
import path from "node:path";
import type { Normalization } from "../../inference";
import type { TargetNetwork } from "../../lira";
import type { Unsaid } from "../../network";
import { permutation } from "../../numeric/random";
import { ALWAYS_BEFORE, type Recipe } from "./recipe";
import { seedOf } from "./seedOf";

/** What a folder of references is made from and how: it must be the same for all who write there. */
export interface Plan {
  readonly target: {
    readonly file: string;
    readonly sha256: string;
    readonly network: string;
    /** Which of the file's models it is; absent where that was not said. */
    readonly weights?: string;
    /**
     * Names the network for attacks that read the models; absent in plans of before. It follows from what stands here
     * beside it and is no part of the plan's own name.
     */
    readonly digest?: TargetNetwork["digest"];
  };
  readonly datasets: Readonly<Record<string, PlannedDataset>>;
  readonly normalization: Normalization;
  /** Package and version that the logits are computed with. */
  readonly engine: string;
  /** What trains: this code's edition, and the package that runs its graph. */
  readonly trainer: string;
  readonly recipe: Recipe;
  /** What was said of how files are read, for who makes the rest; what follows of it stands above. */
  readonly reading?: {
    readonly unsaid?: Unsaid;
    readonly edition?: number;
    readonly preprocessing?: unknown;
  };
}

/** A dataset that models are trained on. */
export interface PlannedDataset {
  readonly file: string;
  readonly sha256: string;
  /** How its images are prepared, in one spelling; absent where they are taken as stored. */
  readonly prepared?: string;
}

/** Edition of the code that trains: raised when the same plan no longer gives the same bytes. */
export const TRAINER_EDITION = 1;

/** A part of a plan that two plans may differ in: what it is called, and its value. */
export type PlanPart = readonly [what: string, value: unknown];

/**
 * All that a plan's models depend on, part by part; the names of files are no part of it.
 *
 * Images as stored are no part, nor is what was always done before a recipe could say otherwise, so that
 * plans of before keep their name.
 *
 * @param plan as it stands in a file, where anything may be missing
 */
export function partsOf(plan: Partial<Plan> | null): PlanPart[] {
  const { target, datasets, normalization, engine, trainer, recipe } = plan ?? {};
  const before = new Map<string, unknown>(Object.entries(ALWAYS_BEFORE));
  return [
    ["a target of SHA-256", target?.sha256],
    ["a target read as", target?.network],
    ...(target?.weights === undefined ? [] : [["weights", target.weights] as const]),
    ...Object.entries(datasets ?? {}).map(
      ([set, dataset]): PlanPart => [`a ${set} dataset of SHA-256`, dataset?.sha256],
    ),
    ...Object.entries(datasets ?? {}).flatMap(([set, dataset]): PlanPart[] =>
      dataset?.prepared === undefined
        ? []
        : [[`a preparation of ${set} images of`, dataset.prepared]],
    ),
    ["mean", normalization?.mean],
    ["std", normalization?.std],
    ...(normalization?.scale === undefined ? [] : [["scale", normalization.scale] as const]),
    ["engine", engine],
    ["trainer", trainer],
    ...Object.entries(recipe ?? {}).filter(([part, value]) => before.get(part) !== value),
  ];
}

/**
 * Names a plan by all that its models depend on.
 *
 * @returns SHA-256 of its parts, 64 hexadecimal digits
 * @example
 * planHash(plan) === record.plan; // whether a model was made by it
 */
export function planHash(plan: Plan): string {
  return createHash("sha256")
    .update(JSON.stringify(partsOf(plan)))
    .digest("hex");
}

/** Models of a recipe: a pair has two. */
export function modelCount({ pairs }: Recipe): number {
  return 2 * pairs;
}

/**
 * The images that a model is trained on: half of all, of which the pair's other model has the other
 * half. Membership is not looked at.
 *
 * @param count of images
 * @returns rows in ascending order
 * @example
 * trainedRows(recipe, 0, 40000).length; // 20000
 */
export function trainedRows(recipe: Recipe, model: number, count: number): Int32Array {
  const order = permutation(count, seedOf(recipe.seed, "split", Math.floor(model / 2)));
  const middle = Math.ceil(count / 2);
  const half = model % 2 === 0 ? order.subarray(0, middle) : order.subarray(middle);
  return half.slice().sort();
}

/** The rows that a model was not trained on, in ascending order. */
export function leftOutRows(trained: Int32Array, count: number): Int32Array {
  const inside = new Set(trained);
  return Int32Array.from({ length: count }, (_, row) => row).filter((row) => !inside.has(row));
}

/** The models that one of several shards trains. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/**
 * Models of a shard: every so-many-th, so that shards differ by one model at most.
 *
 * @example
 * modelsOf({ index: 2, count: 3 }, 8); // [1, 4, 7]
 */
export function modelsOf({ index, count }: Shard, models: number): number[] {
  return Array.from({ length: models }, (_, model) => model).filter(
    (model) => model % count === index - 1,
  );
}

/** The files of one model in a folder; it is in the checkpoint or, of other families, in the graph. */
export function filesOf(folder: string, model: number) {
  const stem = path.join(folder, `reference-${model}`);
  return {
    name: `reference-${model}`,
    checkpoint: `${stem}.safetensors`,
    graph: `${stem}.onnx`,
    record: `${stem}.json`,
    state: `${stem}.state.safetensors`,
    lock: `${stem}.lock`,
  };
}
