/** Outputs of models that were trained elsewhere, as references.json tells of them. */
export interface ImportedReferences {
  /** What the files were that they were read from. */
  readonly layout: string;
  /** Names of the models. */
  readonly models: readonly string[];
  /** Null: phi alone was there. */
  readonly classes: number | null;
  /** "plain" among them. */
  readonly views: readonly string[];
  /** Whether every image has a model that was trained on it. */
  readonly online: boolean;
  /** By the datasets' names. */
  readonly sets: Readonly<Record<string, ImportedSet>>;
}

/** One dataset of imported outputs. */
export interface ImportedSet {
  /** SHA-256 of the dataset's file. */
  readonly dataset: string;
  /** SHA-256 of each array by its file's name (see `importedArray`). */
  readonly arrays: Readonly<Record<string, string>>;
}

/**
 * The file of a dataset's outputs in one view, [models, rows, classes] of float32 or [models, rows] of float64; or, without
 * a view, of who was trained on what, [models, rows].
 *
 * @example
 * importedArray("public", "flip"); // "references_public_flip.npy"
 */
export function importedArray(set: string, view?: string): string {
  return view === undefined ? `trained_on_${set}.npy` : `references_${set}_${view}.npy`;
}

/** What is wrong with the part of a references.json that tells of imported outputs; null: nothing. */
export function importedFault(imported: Partial<ImportedReferences>): string | null {
  const { models, classes, views, online, sets } = imported;
  if (!areNames(models) || models.length === 0)
    return "imported references without names of models";
  if (!areNames(views) || !views.includes("plain"))
    return "imported references without a plain view";
  if (!views.every((view) => /^[\w.-]{1,100}$/.test(view)))
    return "imported views of strange names";
  if (classes !== null && !(Number.isInteger(classes) && Number(classes) > 1)) {
    return "imported references without a number of classes";
  }
  if (typeof online !== "boolean") return "imported references without online";
  const known = Object.values(sets ?? {});
  const sound = known.every((set) => typeof set?.dataset === "string" && areHashes(set.arrays));
  return known.length > 0 && sound ? null : "imported references without datasets and arrays";
}

function areNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}

function areHashes(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every((hash) => typeof hash === "string");
}
