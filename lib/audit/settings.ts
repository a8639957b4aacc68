import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import {
  fileOfEdition,
  type GivenSets,
  InputError,
  nearestName,
  readGivenSets,
  type TakenEdition,
  takeEdition,
  uploadAddress,
} from "../files";
import { checkFolder, requireKind, requireRecipient } from "../files/outputs";
import {
  ENGINES,
  type EngineName,
  type ReadingOptions,
  VIEW_PRECISIONS,
  type ViewPrecision,
} from "../inference";
import { isUnsaid, STEMS, type Stem, UNSAID_FORM, type Unsaid } from "../network";
import { REPORTS, type ReportKind } from "./crossfit/reportKinds";
import { type Guarantee, readGuarantee } from "./dp";
import { parseThreshold } from "./verdict";

/** How figures may live, beside their pictures. */
export const INTERACTIVE = ["plotly", "nodeplotlib"] as const;

/** The parameters of the attack notebooks that are words from a list. */
export interface WordParameters {
  readonly stem: string;
  readonly engine: string;
  /** Null: as the edition has it; so the next. */
  readonly idColumn: string | null;
  readonly uploadHeader?: string | null;
  readonly interactive: string | null;
  /** Which rows judge; crossfitted unless given. */
  readonly report?: string;
}

/** The other parameters that can be wrong before any work. */
export interface CheckedParameters extends WordParameters {
  readonly modelPath: string;
  readonly publicPath: string;
  readonly privatePath: string;
  readonly answersPath: string | null;
  /** Outputs in place of model and images, of both sets or of neither. */
  readonly publicOutputs?: string | null;
  readonly privateOutputs?: string | null;
  /** Where everything is written; not looked at unless given. */
  readonly outDir?: string;
  /** A number a channel, both or neither; how many, the network says. */
  readonly mean?: readonly number[] | null;
  readonly std?: readonly number[] | null;
  readonly seed: number;
  readonly upload: boolean;
  readonly uploadUrl: string | null;
  /** The year of the course; null: guessed. */
  readonly edition?: number | null;
  /** What weights do not say; null: as torchvision has it. */
  readonly unsaid?: unknown;
  /** A guarantee of differential privacy to hold the figures against; null: none was given. */
  readonly dp?: unknown;
  /** What makes the run a failure, such as "tpr@0.01 > 0.05"; none unless given. */
  readonly thresholds?: unknown;
  /** Seconds that the strongest attack may take; null: as long as its usual looks take. */
  readonly budget?: unknown;
  /** In which numbers views are computed; null: int8 where that is worth it and near enough. */
  readonly viewPrecision?: string | null;
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
  readonly interactive: (typeof INTERACTIVE)[number] | null;
  readonly report: ReportKind;
  readonly dp: Guarantee | null;
  /** What makes the run a failure. */
  readonly thresholds: readonly string[];
  readonly budget: number | null;
  readonly viewPrecision: ViewPrecision | null;
  /** What a model said of the rows, where that is given in its place. */
  readonly given: GivenSets | null;
  /** How files are to be read, as `resolveReading` takes it. */
  readonly read: Omit<ReadingOptions, "preprocessing">;
  /** What will be read, by role; null for what is not. */
  readonly files: Readonly<Record<string, string | null>>;
}

/**
 * Checks the parameters of an attack in a moment, so that the first wrong one ends a run before any
 * work: files that exist, a folder that can be written to, words that are known, numbers, an upload
 * that knows where to.
 *
 * @throws InputError naming the parameter, what was found and what was expected
 * @throws Error as `requireRecipient`
 * @example
 * const { stem, engine } = checkParameters({ modelPath, publicPath, ... , stem: "auto" });
 */
export function checkParameters(parameters: CheckedParameters): Settings {
  const { answersPath, outDir, mean = null, std = null } = parameters;
  const { modelPath, publicPath, privatePath } = parameters;
  const { publicOutputs = null, privateOutputs = null } = parameters;
  const isGiven = publicOutputs !== null || privateOutputs !== null;
  const needed = isGiven ? {} : { modelPath, publicPath, privatePath };
  for (const [name, file] of Object.entries(needed)) checkFile(name, file);
  for (const [name, file] of Object.entries({ publicOutputs, privateOutputs })) {
    if (file !== null) checkFile(name, file);
  }
  if (answersPath !== null) checkFile("answersPath", answersPath);
  const edition = takeEdition({ edition: parameters.edition, modelPath, privatePath });
  const paths = isGiven ? { modelPath, publicPath, privatePath } : pathsOf(parameters, edition);
  const given = readGivenSets({ publicOutputs, privateOutputs, publicPath, privatePath });
  checkSeed(parameters.seed);
  checkNumbers("mean", mean, (value) => Number.isFinite(value), "numbers");
  checkNumbers(
    "std",
    std,
    (value) => Number.isFinite(value) && (value as number) > 0,
    "numbers above 0",
  );
  if ((mean === null) !== (std === null)) {
    const [given, missing] = mean === null ? ["std", "mean"] : ["mean", "std"];
    throw new InputError(`parameter ${missing}`, `none beside a given ${given}`, "both or neither");
  }
  const uploadUrl = uploadAddress(parameters.uploadUrl, edition);
  if (parameters.upload) requireRecipient({ url: uploadUrl, token: process.env.MIA_TOKEN });
  const { stem, engine, idColumn, interactive, uploadHeader = null } = parameters;
  const { report = "crossfitted", viewPrecision = null } = parameters;
  const settings = {
    edition,
    paths,
    given,
    read: {
      modelPath: paths.modelPath,
      privatePath: paths.privatePath,
      edition: parameters.edition,
      given,
    },
    files: {
      model: given === null ? paths.modelPath : null,
      public: given === null ? paths.publicPath : (given.of(publicPath)?.rowsPath ?? null),
      private: given === null ? paths.privatePath : (given.of(privatePath)?.rowsPath ?? null),
      public_outputs: publicOutputs,
      private_outputs: privateOutputs,
      answers: answersPath,
    },
    unsaid: unsaidOf(parameters.unsaid ?? null),
    dp: readGuarantee(parameters.dp ?? null),
    thresholds: thresholdsOf(parameters.thresholds ?? []),
    budget: budgetOf(parameters.budget ?? null),
    viewPrecision:
      viewPrecision === null ? null : oneOf("viewPrecision", viewPrecision, VIEW_PRECISIONS),
    uploadUrl,
    uploadHeader:
      uploadHeader === null
        ? edition.uploadHeader
        : oneOf("uploadHeader", uploadHeader, ["token", "X-API-Key"] as const),
    stem: oneOf("stem", stem, STEMS),
    engine: oneOf("engine", engine, ["auto", ...ENGINES]),
    idColumn:
      idColumn === null ? edition.idColumn : oneOf("idColumn", idColumn, ["ids", "id"] as const),
    interactive: interactive === null ? null : oneOf("interactive", interactive, INTERACTIVE),
    report: oneOf("report", report, REPORTS),
  };
  if (outDir === "") throw new InputError("parameter outDir", "nothing", "a folder");
  if (outDir !== undefined) {
    requireKind(outDir, "notebook");
    checkFolder(outDir);
  }
  return settings;
}

/**
 * Refuses a path where nothing is.
 *
 * @throws InputError naming the parameter and what is there that is spelled nearly so
 * @example
 * checkFile("modelPath", "data/model.p"); // ... found no file data/model.p (did you mean model.pt?)
 */
export function checkFile(name: string, file: unknown): void {
  const parameter = `parameter ${name}`;
  if (typeof file !== "string") throw new InputError(parameter, JSON.stringify(file), "a path");
  if (existsSync(file)) return;
  const folder = path.dirname(file);
  const beside = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder)
    : [];
  const nearest = nearestName(path.basename(file), beside);
  const hint = nearest === null ? "" : ` (did you mean ${nearest}?)`;
  throw new InputError(parameter, `no file ${file}${hint}`, "one that exists");
}

/**
 * Refuses a seed that the generators do not take.
 *
 * @throws InputError naming the parameter
 * @example
 * checkSeed(42);
 */
export function checkSeed(seed: unknown): void {
  if (Number.isInteger(seed) && (seed as number) >= 0 && (seed as number) < 2 ** 32) return;
  const expected = "a whole number from 0 to 2^32 - 1";
  throw new InputError("parameter seed", JSON.stringify(seed), expected);
}

function checkNumbers(
  name: string,
  given: unknown,
  isFit: (value: unknown) => boolean,
  expected: string,
): void {
  if (given === null || (Array.isArray(given) && given.length > 0 && given.every(isFit))) return;
  const list = `a list of ${expected}, one for each channel, or null`;
  throw new InputError(`parameter ${name}`, JSON.stringify(given), list);
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

function unsaidOf(given: unknown): Unsaid | null {
  if (given === null || isUnsaid(given)) return given;
  throw new InputError("parameter unsaid", JSON.stringify(given), `${UNSAID_FORM}, or null`);
}

function budgetOf(given: unknown): number | null {
  if (given === null) return null;
  if (typeof given === "number" && Number.isFinite(given) && given > 0) return given;
  const found = typeof given === "number" ? String(given) : JSON.stringify(given);
  throw new InputError("parameter budget", found, "a number of seconds above 0, or null");
}

function thresholdsOf(given: unknown): string[] {
  if (!Array.isArray(given)) {
    const expected = 'a list such as ["tpr@0.01 > 0.05"]';
    throw new InputError("parameter thresholds", JSON.stringify(given), expected);
  }
  return given.map((one) => parseThreshold(String(one)).text);
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
