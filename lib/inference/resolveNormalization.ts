import { readFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "../files";
import { checkNormalization, type Normalization } from "./normalisedBytes";

/** The published notebook's numbers, for a target whose own are not known. */
const PUBLISHED: Normalization = {
  mean: [0.298, 0.2962, 0.2987],
  std: [0.2886, 0.2875, 0.2889],
};

/** Where to look for mean and std; null is the same as not given. */
export interface NormalizationOptions {
  readonly modelPath: string;
  readonly mean?: readonly number[] | null;
  readonly std?: readonly number[] | null;
  /** Channels that the network takes (default 3). */
  readonly channels?: number;
}

/** Mean, standard deviation and a sentence that says where they come from. */
export interface ResolvedNormalization extends Normalization {
  readonly source: string;
  /** The file that they come from; null where there is none. */
  readonly file: string | null;
}

/**
 * Settles mean and standard deviation: given ones, else `normalization.json` beside the model
 * ({"mean": [...], "std": [...]}), else the published notebook's.
 *
 * @throws RangeError if only one of them is given, or they do not fit the channels
 * @throws InputError if the JSON cannot be read or does not fit, or a network whose channels are
 * not 3 comes without numbers of its own
 * @example
 * resolveNormalization({ modelPath: "data/model.pt" }).source;
 * // "mean and std from data/normalization.json"
 */
export function resolveNormalization(options: NormalizationOptions): ResolvedNormalization {
  const { modelPath, channels = 3 } = options;
  const mean = options.mean ?? null;
  const std = options.std ?? null;
  if (mean !== null && std !== null) {
    checkNormalization({ mean, std }, channels);
    return { mean, std, source: "mean and std as given", file: null };
  }
  if (mean !== null || std !== null) {
    const [given, missing] = mean === null ? ["std", "mean"] : ["mean", "std"];
    throw new RangeError(
      `${missing}: found none beside a given ${given}, expected both or neither`,
    );
  }
  const file = path.join(path.dirname(modelPath), "normalization.json");
  const beside = readBeside(file, channels);
  if (beside !== null) return { ...beside, source: `mean and std from ${file}`, file };
  if (channels !== PUBLISHED.mean.length) {
    const expected = `a normalization.json, or mean and std given, for ${channels} channel(s)`;
    throw new InputError(file, "no such file", expected);
  }
  const source = `mean and std of the published notebook, since there is no ${file}`;
  return { ...PUBLISHED, source, file: null };
}

function readBeside(file: string, channels: number): Normalization | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new InputError(file, (error as Error).message, "a readable file");
  }
  const expected = `{"mean": [...], "std": [...]} with ${channels} number(s) each`;
  try {
    const { mean, std } = JSON.parse(text);
    if (!Array.isArray(mean) || !Array.isArray(std)) throw new TypeError("no arrays mean and std");
    checkNormalization({ mean, std }, channels);
    return { mean, std };
  } catch (error) {
    throw new InputError(file, (error as Error).message, expected);
  }
}
