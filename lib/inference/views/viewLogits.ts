import type { ImageSource } from "../../files";
import { chosenRows } from "../chosenRows";
import type { Engine } from "../engines";
import { computeActivations, computeLogits, type Embedding, type Logits } from "../logits";
import type { Normalization } from "../normalisedBytes";
import { inMemory } from "./inMemory";
import { parseView } from "./parseView";
import { viewOf } from "./viewOf";
import { type Origin, ViewStore } from "./viewStore";

/** What the stored logits come from, beside the view. */
export interface StoredBy {
  /** SHA-256 of the model's file. */
  readonly model: string;
  /** SHA-256 of the dataset's file. */
  readonly dataset: string;
  /** How the network begins, as asked for ("auto", "stride1", ...). */
  readonly stem: string;
  /** What names one of several networks of the same file (see `networkDigest`). */
  readonly network?: string;
  /** SHA-256 of the dataset by whose images ranges were found, where views are computed in whole numbers. */
  readonly ranges?: string;
}

/** Rows that are computed by another engine than the others. */
export interface RowsApart {
  readonly engine: Engine;
  readonly rows: Int32Array;
}

/** Which images go through which engine, and where what comes out is kept. */
export interface ViewLogitsOptions {
  readonly engine: Engine;
  readonly images: ImageSource;
  readonly normalization: Normalization;
  /** Folder for the arrays; made if need be. */
  readonly folder: string;
  /** "public" or "private": part of the files' names. */
  readonly set: string;
  readonly storedBy: StoredBy;
  /** Rows that the engine is not near enough for; none unless given. */
  readonly apart?: RowsApart;
  /** Called after each batch with the view, the images done and the images there are. */
  readonly onProgress?: (view: string, done: number, total: number) => void;
}

/**
 * Logits of the same images in several views. Each view is stored when it is done, as
 * `logits_SET_VIEW.npy` (`logits_SET.npy` for the plain one) with a JSON that says what it comes
 * from. What is there and current (SHA-256 of model and dataset, network, normalisation, stem, engine,
 * view, and of the array itself) is read and not computed again, so a run that was stopped goes on at the
 * view where it stopped. The images are read from their file once, if they fit in 512 MiB as bytes. What an engine that
 * is not near enough for some rows says of those is replaced (`apart`) before it is stored.
 *
 * @param views names, as `parseView` takes them; `resolveViews` makes them of lists
 * @returns logits by view, in the order asked for, under the view's one spelling
 * @throws RangeError as `viewOf`, for every view before the first one runs, and `computeLogits`
 * @throws InputError if a file cannot be written
 * @example
 * const views = await viewLogits(resolveViews(["few"]), {
 *   engine, images: dataset.images, normalization, folder: outDir, set: "public",
 *   storedBy: { model: sha256(modelPath), dataset: sha256(publicPath), stem: "auto" },
 * });
 */
export async function viewLogits(
  views: readonly string[],
  options: ViewLogitsOptions,
): Promise<ReadonlyMap<string, Logits>> {
  const { engine, folder, set, normalization, onProgress } = options;
  const store = new ViewStore(folder);
  const { count: rows } = options.images;
  const { classes } = engine;
  let held: ImageSource | null = null;
  const found = new Map<string, Logits>();
  for (const view of views) viewOf(options.images, view);
  for (const name of views.map((view) => parseView(view).name)) {
    const stem = fileStem(`logits_${set}`, name);
    const origin = originOf(options, name);
    let data = storedViewLogits(name, options)?.data;
    if (data === undefined) {
      held ??= inMemory(options.images);
      const tell = (done: number, total: number) => onProgress?.(name, done, total);
      const images = viewOf(held, name);
      const logits = await computeLogits(engine, images, { ...normalization, onProgress: tell });
      if (options.apart) await replaceRows(logits, images, options.apart, normalization);
      ({ data } = logits);
      store.write(stem, origin, data, [rows, classes]);
    }
    found.set(name, { data, rows, classes });
  }
  return found;
}

async function replaceRows(
  { data, classes }: Logits,
  images: ImageSource,
  { engine, rows }: RowsApart,
  normalization: Normalization,
): Promise<void> {
  if (rows.length === 0) return;
  const own = await computeLogits(engine, chosenRows(images, rows), normalization);
  rows.forEach((row, i) => {
    data.set(own.data.subarray(i * classes, (i + 1) * classes), row * classes);
  });
}

/**
 * Logits and penultimate activations of the plain images, stored and read back in the same way:
 * `logits_SET.npy` and `activations_SET.npy`.
 *
 * @throws as {@link viewLogits}
 * @example
 * const { logits, embedding } = await viewActivations(options);
 */
export async function viewActivations(
  options: ViewLogitsOptions,
): Promise<{ logits: Logits; embedding: Embedding }> {
  const { engine, folder, set, images, normalization, onProgress } = options;
  const { classes, embeddingSize: size } = engine;
  const rows = images.count;
  const store = new ViewStore(folder);
  const origin = originOf(options, "plain");
  const logits = store.read(`logits_${set}`, origin, [rows, classes]);
  const activations = store.read(`activations_${set}`, origin, [rows, size]);
  if (logits !== null && activations !== null) {
    return {
      logits: { data: logits, rows, classes },
      embedding: { data: activations, rows, size },
    };
  }
  const tell = (done: number, total: number) => onProgress?.("plain", done, total);
  const computed = await computeActivations(engine, images, { ...normalization, onProgress: tell });
  store.write(`logits_${set}`, origin, computed.logits.data, [rows, classes]);
  store.write(`activations_${set}`, origin, computed.embedding.data, [rows, size]);
  return computed;
}

/** What {@link viewLogits} takes, of the engine only what stored arrays are told by. */
export type StoredLogitsOptions = Omit<ViewLogitsOptions, "engine"> & {
  readonly engine: Pick<Engine, "classes" | "version">;
};

/**
 * Logits of one view, if {@link viewLogits} has stored them, whole and from the same model, dataset,
 * normalisation, stem and engine; else null.
 *
 * @example
 * storedViewLogits("flip", options)?.rows;
 */
export function storedViewLogits(view: string, options: StoredLogitsOptions): Logits | null {
  const { engine, folder, set, images } = options;
  const { name } = parseView(view);
  const shape: [number, number] = [images.count, engine.classes];
  const store = new ViewStore(folder);
  const data = store.read(fileStem(`logits_${set}`, name), originOf(options, name), shape);
  return data && { data, rows: images.count, classes: engine.classes };
}

function originOf(options: StoredLogitsOptions, view: string): Origin {
  const { engine, normalization, storedBy, images } = options;
  return {
    model: storedBy.model,
    dataset: storedBy.dataset,
    mean: normalization.mean,
    std: normalization.std,
    stem: storedBy.stem,
    engine: engine.version,
    view,
    scale: normalization.scale,
    prepared: images.prepared,
    values: images.floats?.scale,
    network: storedBy.network,
    ranges: storedBy.ranges,
  };
}

/** Views differ in letters, digits, points and signs, so the rest may go from a file's name. */
function fileStem(prefix: string, view: string): string {
  if (view === "plain") return prefix;
  return `${prefix}_${view.replace(/[^\w.-]+/g, "_").replace(/_$/, "")}`;
}
