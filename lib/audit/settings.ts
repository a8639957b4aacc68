import { existsSync } from "node:fs";
import {
  fileOfEdition,
  InputError,
  nearestName,
  type TakenEdition,
  takeEdition,
  uploadAddress,
} from "../files";
import { ENGINES, type EngineName } from "../inference";
import { STEMS, STRIDE_ON, type Stem, type Unsaid } from "../network";

/** The parameters of the attack notebooks that are words from a list. */
export interface WordParameters {
  readonly stem: string;
  readonly engine: string;
  /** Null: as the edition has it; so the next. */
  readonly idColumn: string | null;
  readonly uploadHeader?: string | null;
  readonly interactive: string | null;
}

/** The other parameters that can be wrong before any work. */
export interface CheckedParameters extends WordParameters {
  readonly modelPath: string;
  readonly publicPath: string;
  readonly privatePath: string;
  readonly answersPath: string | null;
  readonly seed: number;
  readonly upload: boolean;
  readonly uploadUrl: string | null;
  /** The year of the course; null: guessed. */
  readonly edition?: number | null;
  /** What weights do not say; null: as torchvision has it. */
  readonly unsaid?: unknown;
}

/** The words, each one of those known. */
export interface Settings {
  readonly stem: Stem;
  readonly engine: "auto" | EngineName;
  readonly idColumn: "ids" | "id";
  readonly uploadHeader: "token" | "X-API-Key";
  /** With the edition's path where it had none. */
  readonly uploadUrl: string | null;
  readonly edition: TakenEdition;
  readonly unsaid: Unsaid | null;
  /** Each file; a folder is the edition's file in it. */
  readonly paths: {
    readonly modelPath: string;
    readonly publicPath: string;
    readonly privatePath: string;
  };
  readonly interactive: "plotly" | "nodeplotlib" | null;
}

/**
 * Checks the parameters of an attack in a moment, so that the first wrong one ends a run before any
 * work: files that exist, words that are known, a seed, an upload that knows where to.
 *
 * @throws InputError naming the parameter, what was found and what was expected
 * @example
 * const { stem, engine } = checkParameters({ modelPath, publicPath, ... , stem: "auto" });
 */
export function checkParameters(parameters: CheckedParameters): Settings {
  const { answersPath, seed, upload } = parameters;
  const edition = takeEdition({
    edition: parameters.edition,
    modelPath: parameters.modelPath,
    privatePath: parameters.privatePath,
  });
  const paths = pathsOf(parameters, edition);
  for (const [name, file] of Object.entries({ ...paths, answersPath })) {
    if (file === null || existsSync(file)) continue;
    throw new InputError(`parameter ${name}`, `no file ${file}`, "one that exists");
  }
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw new InputError(
      "parameter seed",
      JSON.stringify(seed),
      "a whole number from 0 to 2^32 - 1",
    );
  }
  if (upload && !parameters.uploadUrl) {
    throw new InputError("parameter uploadUrl", "none", "where to upload, since upload is true");
  }
  if (upload && !process.env.MIA_TOKEN) {
    throw new InputError("environment", "no MIA_TOKEN", "the token, since upload is true");
  }
  const { stem, engine, idColumn, interactive, uploadHeader = null } = parameters;
  return {
    edition,
    paths,
    unsaid: unsaidOf(parameters.unsaid ?? null),
    uploadUrl: uploadAddress(parameters.uploadUrl, edition),
    uploadHeader:
      uploadHeader === null
        ? edition.uploadHeader
        : oneOf("uploadHeader", uploadHeader, ["token", "X-API-Key"] as const),
    stem: oneOf("stem", stem, STEMS),
    engine: oneOf("engine", engine, ["auto", ...ENGINES]),
    idColumn:
      idColumn === null ? edition.idColumn : oneOf("idColumn", idColumn, ["ids", "id"] as const),
    interactive:
      interactive === null
        ? null
        : oneOf("interactive", interactive, ["plotly", "nodeplotlib"] as const),
  };
}

function pathsOf(
  { modelPath, publicPath, privatePath }: CheckedParameters,
  edition: TakenEdition,
): Settings["paths"] {
  return {
    modelPath: fileOfEdition(modelPath, "model", edition),
    publicPath: fileOfEdition(publicPath, "public", edition),
    privatePath: fileOfEdition(privatePath, "private", edition),
  };
}

/** An object with the keys of {@link Unsaid} alone. */
function unsaidOf(given: unknown): Unsaid | null {
  if (given === null) return null;
  const expected = `{"epsilon": a number above 0, "strideOn": ${STRIDE_ON.map((one) => `"${one}"`).join(" or ")}, "groups": a whole number}, or null`;
  const refuse = () => new InputError("parameter unsaid", JSON.stringify(given), expected);
  if (typeof given !== "object" || Array.isArray(given)) throw refuse();
  const { epsilon, strideOn, groups, ...others } = given as Record<string, unknown>;
  if (Object.keys(others).length > 0) throw refuse();
  if (epsilon !== undefined && !(Number.isFinite(epsilon) && (epsilon as number) > 0))
    throw refuse();
  if (groups !== undefined && !(Number.isInteger(groups) && (groups as number) > 0)) throw refuse();
  if (strideOn !== undefined && !STRIDE_ON.some((one) => one === strideOn)) throw refuse();
  return given as Unsaid;
}

/**
 * A word that is one of those known.
 *
 * @throws InputError naming the parameter and the nearest known word
 * @example
 * oneOf("engine", "onyx", ENGINES); // parameter engine: found "onyx" (did you mean onnx?), ...
 */
export function oneOf<Word extends string>(
  name: string,
  found: string,
  known: readonly Word[],
): Word {
  const word = known.find((one) => one === found);
  if (word !== undefined) return word;
  const nearest = typeof found === "string" ? nearestName(found, known) : null;
  const hint = nearest === null ? "" : ` (did you mean ${nearest}?)`;
  const shown = `${JSON.stringify(found)}${hint}`;
  throw new InputError(`parameter ${name}`, shown, `one of ${known.join(", ")}`);
}
