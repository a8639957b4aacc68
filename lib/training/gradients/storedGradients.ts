import { type StoredBy, ViewStore } from "../../inference";
import { loadOnnxruntime } from "../../inference/engines/onnx";
import { type GradientNorms, type GradientOptions, gradientNorms } from "./gradientNorms";
import { gradientNames } from "./gradientPass";

/** How norms are computed: what is kept from another way, whose last digits are others, is not taken for this one's. */
const WAY = "products of pixels";

/** Which gradients, and where they are kept. */
export interface StoredGradientOptions extends GradientOptions {
  /** Folder for the arrays; made if need be. */
  readonly folder: string;
  /** "public" or "private": part of the file's name. */
  readonly set: string;
  readonly storedBy: StoredBy;
}

/**
 * {@link gradientNorms}, stored as `gradients_SET.npy` with a JSON that says what it comes from; an
 * array that is there and current is read and not computed again.
 *
 * @throws RangeError, MissingRules as {@link gradientNorms}
 * @throws InputError if a file cannot be written
 * @example
 * const gradients = await storedGradients({
 *   network, images: dataset.images, labels: dataset.labels, logits, normalization,
 *   folder: outDir, set: "public",
 *   storedBy: { model: sha256(modelPath), dataset: sha256(publicPath), stem: "auto" },
 * });
 */
export async function storedGradients(options: StoredGradientOptions): Promise<GradientNorms> {
  const { network, images, normalization, folder, set, storedBy } = options;
  const { env } = await loadOnnxruntime();
  const { height, width } = images;
  const names = gradientNames(network, { height, width });
  const { mean, std, scale } = normalization;
  const readAs = { scale, prepared: images.prepared, values: images.floats?.scale };
  const engine = `onnxruntime-node ${env.versions.node}`;
  const origin = { ...storedBy, mean, std, engine, gradients: names, way: WAY, ...readAs };
  const store = new ViewStore(folder);
  const name = `gradients_${set}`;
  const rows = images.count;
  const data = store.read(name, origin, [rows, names.length]);
  if (data !== null) return { names, rows, data };
  const computed = await gradientNorms(options);
  store.write(name, origin, computed.data, [rows, names.length]);
  return computed;
}
