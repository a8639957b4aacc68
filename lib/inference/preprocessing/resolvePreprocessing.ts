import { readFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../files";
import { parsePreprocessing } from "./parsePreprocessing";
import { AS_STORED, type Preprocessing } from "./types";

/** What is done to stored images, and who says so. */
export interface ResolvedPreprocessing extends Preprocessing {
  readonly source: string;
  /** The file that it comes from; null where there is none. */
  readonly file: string | null;
}

/** Bytes of a preprocessing.json, at most. */
const LARGEST = 65_536;

/**
 * Settles what is done to images: what is given (an object, or the name of a JSON file), else
 * `preprocessing.json` beside the model, else what is usual, else nothing.
 *
 * @param options.usual where nobody says otherwise, and who says that (an edition)
 * @throws InputError naming the file or parameter that does not fit
 * @example
 * resolvePreprocessing({ modelPath: "data/model.pt", preprocessing: { resize: 32 } }).source;
 * // "as given"
 */
export function resolvePreprocessing(options: {
  readonly modelPath: string;
  readonly preprocessing?: unknown;
  readonly usual?: { readonly preprocessing: unknown; readonly source: string } | null;
}): ResolvedPreprocessing {
  const { modelPath, preprocessing: given = null, usual = null } = options;
  if (typeof given === "string") return fromFile(given, readJson(given));
  if (given !== null) {
    const where = "parameter preprocessing";
    return { ...parsePreprocessing(given, where), source: "as given", file: null };
  }
  const beside = path.join(path.dirname(modelPath), "preprocessing.json");
  const value = readJson(beside, null);
  if (value !== null) return fromFile(beside, value);
  if (usual !== null && usual.preprocessing !== null) {
    const { preprocessing, source } = usual;
    return { ...parsePreprocessing(preprocessing, source), source, file: null };
  }
  return { ...AS_STORED, source: `nothing: there is no ${beside}`, file: null };
}

function fromFile(file: string, value: unknown): ResolvedPreprocessing {
  return { ...parsePreprocessing(value, file), source: `from ${file}`, file };
}

/** @param missing what a missing file stands for; it is refused unless given */
function readJson(file: string, missing?: null): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if (missing === null && (error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new InputError(file, (error as Error).message, "a readable file");
  }
  if (bytes.length > LARGEST) {
    throw new InputError(file, `${bytes.length} bytes`, `at most ${LARGEST}`);
  }
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new InputError(file, (error as Error).message, "JSON");
  }
}
