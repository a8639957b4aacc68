import { existsSync } from "node:fs";
import { InputError, nearestName } from "../files";
import { ENGINES, type EngineName } from "../inference";
import { STEMS, type Stem } from "../network";

/** The parameters of the attack notebooks that are words from a list. */
export interface WordParameters {
  readonly stem: string;
  readonly engine: string;
  readonly idColumn: string;
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
}

/** The words, each one of those known. */
export interface Settings {
  readonly stem: Stem;
  readonly engine: "auto" | EngineName;
  readonly idColumn: "ids" | "id";
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
  const { modelPath, publicPath, privatePath, answersPath, seed, upload } = parameters;
  const paths = { modelPath, publicPath, privatePath, answersPath };
  for (const [name, file] of Object.entries(paths)) {
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
  const { stem, engine, idColumn, interactive } = parameters;
  return {
    stem: oneOf("stem", stem, STEMS),
    engine: oneOf("engine", engine, ["auto", ...ENGINES]),
    idColumn: oneOf("idColumn", idColumn, ["ids", "id"]),
    interactive:
      interactive === null
        ? null
        : oneOf("interactive", interactive, ["plotly", "nodeplotlib"] as const),
  };
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
