import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../files";
import type { Normalization } from "../../inference";
import { type ImportedReferences, importedFault } from "./importedReferences";
import { unpackedModels } from "./packedIds";
import type { TargetNetwork } from "./targetOf";

/** Ids of images of one dataset, by the dataset's name ("public", "private"). */
export type IdsBySet = Readonly<Record<string, readonly (number | string)[]>>;

/** One reference model, as references.json tells of it. */
export interface ReferenceModel {
  /** Of its checkpoint, relative to the folder. */
  readonly file: string;
  /** SHA-256 of the checkpoint. */
  readonly sha256: string;
  /** Ids of the images that it was trained on (in the file perhaps as bits); it left out all others. */
  readonly trainedOn: IdsBySet;
}

/**
 * references.json: for which target the references were made, and what each was trained on. Other
 * keys (architecture, seeds, losses) may stand beside these.
 */
export interface ReferencesFile {
  /** SHA-256 of the target's model file and, but in files of before, which network of it (see `targetNetwork`). */
  readonly target: { readonly sha256: string } & Partial<TargetNetwork>;
  /**
   * How each dataset's images were prepared (`ImageSource.prepared`; absent: as stored); null where the
   * file does not name the datasets, as those of other programs.
   */
  readonly datasets: Readonly<Record<string, { readonly prepared?: string }>> | null;
  /** Mean and std that the models were trained with; null where the file does not say. */
  readonly normalization: Normalization | null;
  /** One or more; none where outputs of models elsewhere were imported. */
  readonly models: readonly ReferenceModel[];
  /** What was imported in place of models; null: nothing. */
  readonly imported: ImportedReferences | null;
}

const EXPECTED =
  '{"target": {"sha256": "..."}, "models": [{"file": "...", "sha256": "...", "trainedOn": {"public": [ids], "private": [ids]}}]}';

/**
 * Reads `references.json` of a folder of reference models.
 *
 * @throws InputError if it cannot be read, is not such a file, or names a file outside the folder
 * @example
 * readReferencesFile("out/references").models.length; // 2
 */
export function readReferencesFile(folder: string): ReferencesFile {
  const file = path.join(folder, "references.json");
  let value: unknown;
  try {
    value = unpackedModels(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (!existsSync(file) && existsSync(path.join(folder, "plan.json"))) {
      const status = `npx mia references --status ${folder}`;
      throw new InputError(file, "none yet", `one once every model is there (${status})`);
    }
    throw new InputError(file, (error as Error).message, EXPECTED);
  }
  const {
    target,
    models,
    normalization = null,
    datasets = null,
    imported = null,
  } = (value ?? {}) as Partial<ReferencesFile>;
  if (typeof target?.sha256 !== "string") throw new InputError(file, "no target.sha256", EXPECTED);
  if (!isTarget(target)) throw new InputError(file, "target without a sound digest", EXPECTED);
  const fault = imported === null ? null : importedFault(imported);
  if (fault !== null) throw new InputError(file, fault, "what --import writes");
  if (!Array.isArray(models) || (models.length === 0 && imported === null)) {
    throw new InputError(file, "no models", EXPECTED);
  }
  models.forEach((model, m) => {
    const fault = faultOf(model);
    if (fault !== null) throw new InputError(file, `${fault} in model ${m}`, EXPECTED);
  });
  if (normalization !== null && !isNormalization(normalization)) {
    throw new InputError(file, "normalization without numbers mean and std", EXPECTED);
  }
  const sets = Object.values(datasets ?? {});
  if (sets.some((set) => !["string", "undefined"].includes(typeof set?.prepared))) {
    throw new InputError(file, "datasets whose prepared is no text", EXPECTED);
  }
  return { target, models, normalization, datasets, imported };
}

function isTarget({ network, digest }: Partial<TargetNetwork>): boolean {
  const isDigest =
    digest === undefined ||
    (typeof digest?.edition === "number" && typeof digest.sha256 === "string");
  return isDigest && ["string", "undefined"].includes(typeof network);
}

function isNormalization({ mean, std }: Partial<Normalization>): boolean {
  const areNumbers = (values: unknown) =>
    Array.isArray(values) && values.every((value) => typeof value === "number");
  return areNumbers(mean) && areNumbers(std);
}

/**
 * The same file, where it was made for this target.
 *
 * @param target SHA-256 of the target's model file
 * @throws InputError as {@link readReferencesFile}, or if it was made for another target
 * @example
 * requireReferencesOf("out/references", sha256(modelPath)).models.length; // 2
 */
export function requireReferencesOf(folder: string, target: string): ReferencesFile {
  const found = readReferencesFile(folder);
  if (found.target.sha256 === target) return found;
  const words = `references of a target with SHA-256 ${found.target.sha256}`;
  throw new InputError(path.join(folder, "references.json"), words, target);
}

function faultOf(model: Partial<ReferenceModel> | null): string | null {
  if (typeof model?.file !== "string" || typeof model.sha256 !== "string") {
    return "no file and sha256";
  }
  if (path.basename(model.file) !== model.file) return `the path "${model.file}"`;
  const { trainedOn } = model;
  if (typeof trainedOn !== "object" || trainedOn === null) return "no trainedOn";
  const lists = Object.values(trainedOn);
  const areIds = (ids: unknown) =>
    Array.isArray(ids) && ids.every((id) => typeof id === "string" || typeof id === "number");
  return lists.every(areIds) ? null : "trainedOn without lists of ids";
}
