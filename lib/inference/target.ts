import type { CheckpointFile, GivenOutputs, ImageSource } from "../files";
import { type DescribeOptions, describeNetwork, type Network } from "../network";
import { type Engine, type EngineName, openEngine } from "./engines";
import { givenEngine, givenLogits } from "./given";
import { openViewEngine, type ViewEngine, type ViewPrecision } from "./int8";
import { computeLogits, type Logits, type PassOptions } from "./logits";
import type { Reading } from "./reading";
import { type ResolvedNormalization, resolveNormalization } from "./resolveNormalization";

/** How the network that is attacked is run; `stem` and `unsaid` are those that it was described with. */
export interface TargetOptions extends DescribeOptions {
  /** Where the model lies: a `normalization.json` may lie beside it. */
  readonly modelPath: string;
  /** One a channel; null: as `resolveNormalization` finds them. */
  readonly mean: readonly number[] | null;
  readonly std: readonly number[] | null;
  readonly engine: "auto" | EngineName;
  /** In which numbers views are computed; null, or not given: int8 where that is worth it and near enough. */
  readonly viewPrecision?: ViewPrecision | null;
  /** How files are read; what is usual unless given. */
  readonly reading?: Pick<Reading, "edition" | "preprocessing">;
  /** The file that the network is of, still open: other models may lie in it. */
  readonly checkpoint: Pick<CheckpointFile, "beside" | "given">;
}

/** A network in the same file that was not taken. */
export interface OtherWeights {
  /** As the parameter `weights` names it. */
  readonly name: string;
  /**
   * Reads its weights.
   *
   * @throws as `describeNetwork`
   */
  open(): Network;
}

/** The network that is attacked, ready to run on images as they lie in files. */
export interface Target {
  readonly engine: Engine;
  readonly normalization: ResolvedNormalization;
  /** What was settled and why, a line each, for a table. */
  readonly settings: readonly { setting: string; value: unknown; why: string }[];
  /** The file's other networks, of which nothing is read before it is asked for. */
  readonly otherWeights: readonly OtherWeights[];
  /** One pass over images, or over those of a dataset; what is given of its outputs needs none. */
  logits(seen: ImageSource | SeenRows, options?: Pick<PassOptions, "onProgress">): Promise<Logits>;
  /**
   * What views of the images are computed with, settled and opened when it is first asked for.
   *
   * @param images by which ranges are found where it is int8
   * @param count images of all sets together
   * @throws as `openViewEngine`
   */
  viewing(images: ImageSource, count: number): Promise<ViewEngine>;
}

/** Rows whose images can be shown, or whose outputs are given. */
export interface SeenRows {
  readonly images: ImageSource;
  readonly outputs?: GivenOutputs;
}

/**
 * Settles engine and normalisation and opens the engine.
 *
 * @throws as `openEngine` and `resolveNormalization`
 * @example
 * const opening = { modelPath, checkpoint, mean: null, std: null, engine: "auto" } as const;
 * const target = await openTarget(network, opening);
 * showTable(target.settings, { caption: "How the network is run" });
 */
export async function openTarget(network: Network, options: TargetOptions): Promise<Target> {
  const { modelPath, mean, std, reading, checkpoint, stem, unsaid, viewPrecision } = options;
  if (checkpoint.given !== undefined) return givenTarget(network);
  const channels = network.inChannels;
  const normalization = resolveNormalization({ modelPath, mean, std, channels, ...reading });
  const engine = await openEngine(network, { engine: options.engine });
  let viewing: Promise<ViewEngine> | undefined;
  return {
    engine,
    normalization,
    settings: [
      { setting: "engine", value: engine.name, why: engine.reason },
      { setting: "mean", value: normalization.mean, why: normalization.source },
      { setting: "std", value: normalization.std, why: normalization.source },
    ],
    otherWeights: checkpoint.beside.map(({ weights, open }) => {
      return { name: weights, open: () => describeNetwork(open(), { stem, unsaid }) };
    }),
    logits: (seen, more = {}) => {
      const images = "images" in seen ? seen.images : seen;
      return computeLogits(engine, images, { ...normalization, ...more });
    },
    viewing(images, count) {
      const asked = viewPrecision ?? null;
      const settling = { engine, normalization, images, count, asked };
      viewing ??= openViewEngine(network, settling).catch((error) => {
        viewing = undefined; // a cell that was interrupted may be run again
        throw error;
      });
      return viewing;
    },
  };
}

/** Nothing is normalised where nothing is run. */
function givenTarget(network: Network): Target {
  const engine = givenEngine(network);
  const source = "outputs are given";
  return {
    engine,
    normalization: { mean: [], std: [], source, file: null },
    settings: [{ setting: "engine", value: engine.name, why: engine.reason }],
    otherWeights: [],
    async logits(seen) {
      if ("images" in seen && seen.outputs) return givenLogits(seen.outputs);
      throw new RangeError(`${network.path}: outputs of these rows were not given`);
    },
    viewing: async () => ({ engine, precision: "float32", why: source }),
  };
}
