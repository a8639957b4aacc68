import {
  type GivenOutputs,
  type GivenSets,
  hasImages,
  type ImageSource,
  type MembershipDataset,
  readDataset,
  type TakenEdition,
  takeEdition,
} from "../files";
import { prepareImages, type ResolvedPreprocessing, resolvePreprocessing } from "./preprocessing";

/** How a person says that files are to be read; null is the same as not given. */
export interface ReadingOptions {
  readonly modelPath: string;
  readonly privatePath?: string;
  readonly edition?: number | null;
  /** As `parsePreprocessing` takes it, or the name of a JSON file. */
  readonly preprocessing?: unknown;
  /** Outputs in place of a model. */
  readonly given?: GivenSets | null;
}

/** A dataset whose images are as the network takes them but for mean and std. */
export interface PreparedDataset extends MembershipDataset {
  /** The images as they are stored. */
  readonly stored: ImageSource;
  /** What a model said of the rows, where that is given. */
  readonly outputs?: GivenOutputs;
}

/** How files are read: which edition was taken, and what is done to images. */
export interface Reading {
  readonly edition: TakenEdition;
  readonly preprocessing: ResolvedPreprocessing;
  /** What was settled and why, a line each, for a table. */
  readonly settings: readonly { setting: string; value: unknown; why: string }[];
  /**
   * Reads a dataset and prepares its images.
   *
   * @throws as `readDataset` and `prepareImages`
   */
  dataset(path: string): PreparedDataset;
}

/**
 * Settles how files are read.
 *
 * @throws InputError as `takeEdition` and `resolvePreprocessing`
 * @example
 * const reading = resolveReading({ modelPath, privatePath, edition: 2026, preprocessing: null });
 * const publicData = reading.dataset("course/pub.pt");
 */
export function resolveReading(options: ReadingOptions): Reading {
  const { modelPath, preprocessing: given = null } = options;
  const edition = takeEdition(options);
  const usual = {
    preprocessing: edition.preprocessing,
    source: `of edition ${edition.year}, ${edition.source}`,
  };
  const preprocessing = resolvePreprocessing({ modelPath, preprocessing: given, usual });
  const { source, file, mean, std, ...steps } = preprocessing;
  const done = Object.entries(steps).filter(
    ([name, value]) => value !== null && value !== "RGB" && !(name === "scale" && value === 1),
  );
  const value = done.map(([name, step]) => `${name} ${JSON.stringify(step)}`).join(", ");
  return {
    edition,
    preprocessing,
    settings: [
      { setting: "edition", value: edition.year, why: edition.source },
      { setting: "preprocessing", value: value || "as stored", why: source },
    ],
    dataset(path) {
      const dataset =
        options.given?.of(path) ?? readDataset(path, { values: preprocessing.values });
      if (!hasImages(dataset.images)) return { ...dataset, stored: dataset.images };
      try {
        const images = prepareImages(dataset.images, preprocessing, path);
        return { ...dataset, stored: dataset.images, images: declaredAs(images, preprocessing) };
      } catch (error) {
        dataset.close();
        throw error;
      }
    },
  };
}

/** Declared values change what the same bytes of a file mean, so they are part of how images were prepared. */
function declaredAs(images: ImageSource, { values }: ResolvedPreprocessing): ImageSource {
  if (values === null) return images;
  return { ...images, prepared: [JSON.stringify({ values }), images.prepared ?? ""].join("") };
}
