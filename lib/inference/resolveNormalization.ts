import { readFileSync } from "node:fs";
import path from "node:path";
import { type Edition, editions, InputError } from "../files";
import { checkNormalization, type Normalization } from "./normalisedBytes";

/** Where to look for mean and std; null is the same as not given. */
export interface NormalizationOptions {
  readonly modelPath: string;
  readonly mean?: readonly number[] | null;
  readonly std?: readonly number[] | null;
  /** Declared preprocessing: its mean and std, where it has any, come before normalization.json. */
  readonly preprocessing?: DeclaredNormalization | null;
  /** Whose numbers stand in where nobody says (default 2025, the published notebook's). */
  readonly edition?: Pick<Edition, "year" | "mean" | "std">;
  /** Channels that the network takes (default 3). */
  readonly channels?: number;
}

/** What declared preprocessing says of mean and std, and where it was declared. */
export interface DeclaredNormalization {
  readonly mean: readonly number[] | null;
  readonly std: readonly number[] | null;
  readonly scale: number;
  readonly source: string;
}

/** Mean, standard deviation and a sentence that says where they come from. */
export interface ResolvedNormalization extends Normalization {
  readonly source: string;
  /** The file that they come from; null where there is none. */
  readonly file: string | null;
}

/**
 * Settles mean and standard deviation: given ones, else those of declared preprocessing, else
 * `normalization.json` beside the model ({"mean": [...], "std": [...]}), else the edition's, which are the
 * published notebook's.
 *
 * @throws RangeError if only one of them is given, or they do not fit the channels
 * @throws InputError if the JSON cannot be read or does not fit, or a network whose channels are
 * not 3 comes without numbers of its own
 * @example
 * resolveNormalization({ modelPath: "data/model.pt" }).source;
 * // "mean and std from data/normalization.json"
 */
export function resolveNormalization(options: NormalizationOptions): ResolvedNormalization {
  const { modelPath, channels = 3, preprocessing = null, edition = editions[2025] } = options;
  const scaled = preprocessing && preprocessing.scale !== 1 ? { scale: preprocessing.scale } : {};
  const mean = options.mean ?? null;
  const std = options.std ?? null;
  if (mean !== null && std !== null) {
    return checked({ mean, std, ...scaled, source: "mean and std as given", file: null }, channels);
  }
  if (mean !== null || std !== null) {
    const [given, missing] = mean === null ? ["std", "mean"] : ["mean", "std"];
    throw new RangeError(
      `${missing}: found none beside a given ${given}, expected both or neither`,
    );
  }
  if (preprocessing !== null && preprocessing.mean !== null && preprocessing.std !== null) {
    const { mean, std } = preprocessing;
    const source = `mean and std of preprocessing ${preprocessing.source}`;
    return checked({ mean, std, ...scaled, source, file: null }, channels);
  }
  const file = path.join(path.dirname(modelPath), "normalization.json");
  const beside = readBeside(file, channels);
  if (beside !== null) return { ...beside, ...scaled, source: `mean and std from ${file}`, file };
  if (channels !== edition.mean.length) {
    const expected = `a normalization.json, or mean and std given, for ${channels} channel(s)`;
    throw new InputError(file, "no such file", expected);
  }
  const whose = edition.year === 2025 ? "the published notebook" : `edition ${edition.year}`;
  const source = `mean and std of ${whose}, since there is no ${file}`;
  return { mean: edition.mean, std: edition.std, ...scaled, source, file: null };
}

function checked(resolved: ResolvedNormalization, channels: number): ResolvedNormalization {
  checkNormalization(resolved, channels);
  return resolved;
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
