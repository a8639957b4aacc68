import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../../files";
import { bytesIn, readHashedNpy } from "../../../files/outputs";

/** A stored array of one set: [rows, columns]. */
export interface StoredOutputs {
  readonly data: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly sha256: string;
}

/**
 * Reads an array of numbers that a run has left of a set's rows.
 *
 * @returns null where there is none
 * @throws InputError if it is damaged, or of other rows
 * @example
 * storedOutputs("out/A1_12_Ensemble/logits_public.npy", 2000)?.columns; // 10
 */
export function storedOutputs(file: string, rows: number): StoredOutputs | null {
  if (!existsSync(file)) return null;
  const { data, shape, sha256 } = readHashedNpy(file);
  if (!(data instanceof Float32Array) || shape.length !== 2 || shape[0] !== rows) {
    throw new InputError(file, `an array of shape [${shape}]`, `float32 [${rows}, columns]`);
  }
  return { data, rows, columns: shape[1], sha256 };
}

/** Which view of a set's images an array is of, and what else it was computed from, in one spelling. */
interface Note {
  readonly view: string;
  readonly origin: string;
  readonly sha256: unknown;
}

/**
 * The arrays that a run has left beside `logits_SET.npy`, of the same model, data and reading: logits by
 * view, and the activations.
 *
 * @param columns of logits
 * @param mostActivations of a row: more are left where they are
 * @returns nothing of a run that keeps no views
 * @throws InputError as {@link storedOutputs}
 * @example
 * storedViews("out/Best_Attack", "public", { rows: 2000, columns: 10 }).views.get("flip");
 */
export function storedViews(
  folder: string,
  set: "public" | "private",
  { rows, columns }: Pick<StoredOutputs, "rows" | "columns">,
  mostActivations = Number.POSITIVE_INFINITY,
): {
  readonly views: ReadonlyMap<string, StoredOutputs>;
  readonly activations: StoredOutputs | null;
} {
  const plain = noteOf(path.join(folder, `logits_${set}.json`));
  const views = new Map<string, StoredOutputs>();
  if (plain === null) return { views, activations: null };
  const read = (stem: string): [string, StoredOutputs] | null => {
    const note = noteOf(path.join(folder, `${stem}.json`));
    if (note === null || note.origin !== plain.origin) return null;
    const found = storedOutputs(path.join(folder, `${stem}.npy`), rows);
    return found !== null && found.sha256 === note.sha256 ? [note.view, found] : null;
  };
  const start = `logits_${set}_`;
  for (const name of readdirSync(folder).sort()) {
    if (!name.startsWith(start) || !name.endsWith(".json")) continue;
    const found = read(path.parse(name).name);
    // The plain images in whole numbers are there beside views in those; they are no view of their own.
    if (found === null || found[0] === "plain") continue;
    if (found[1].columns === columns) views.set(found[0], found[1]);
  }
  const stem = `activations_${set}`;
  const file = path.join(folder, `${stem}.npy`);
  const isTooMuch = existsSync(file) && bytesIn(file) > 4 * rows * (mostActivations + 1);
  return { views, activations: isTooMuch ? null : (read(stem)?.[1] ?? null) };
}

/** What is no note of `ViewStore` was left by something else, and is as good as not there. */
function noteOf(file: string): Note | null {
  try {
    const { origin, sha256 } = JSON.parse(readFileSync(file, "utf8"));
    const { view, ranges, ...rest } = origin;
    const engine = String(rest.engine).replace(/, int8$/, ""); // of the same network, in whole numbers
    return typeof view === "string"
      ? { view, origin: JSON.stringify({ ...rest, engine }), sha256 }
      : null;
  } catch {
    return null;
  }
}
