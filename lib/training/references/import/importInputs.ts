import { requireChannels, requireClasses } from "../../../files";
import { InputFiles } from "../../../files/outputs";
import { type Normalization, type PreparedDataset, resolveReading } from "../../../inference";
import type { Network, Stem } from "../../../network";
import { normalizationOf, readTarget } from "../readInputs";
import type { ReferencesReading } from "../readingOptions";

/** What `--import` is asked for; paths are absolute. */
export interface ImportRequest {
  /** The folder that is read. */
  readonly from: string;
  readonly model: string;
  readonly public: string;
  readonly private: string;
  readonly out: string;
  readonly stem: string;
  readonly reading: ReferencesReading;
}

/** The target and the datasets that imported references are of. */
export interface ImportInputs {
  readonly inputs: InputFiles;
  readonly target: Network;
  readonly normalization: Normalization;
  readonly sets: Readonly<Record<"public" | "private", PreparedDataset>>;
  close(): void;
}

/**
 * Reads the target and both datasets.
 *
 * @throws InputError if one cannot be read, or they do not fit each other
 */
export function readImportInputs(request: ImportRequest): ImportInputs {
  const { model: modelPath, private: privatePath } = request;
  const inputs = new InputFiles({
    model: modelPath,
    public: request.public,
    private: privatePath,
  });
  const { weights, unsaid, edition, preprocessing } = request.reading;
  const target = readTarget(modelPath, { stem: request.stem as Stem, unsaid }, weights);
  const reading = resolveReading({ modelPath, privatePath, edition, preprocessing });
  const sets = {
    public: reading.dataset(request.public),
    private: reading.dataset(privatePath),
  };
  const close = () => {
    for (const dataset of Object.values(sets)) dataset.close();
  };
  try {
    for (const dataset of Object.values(sets)) {
      requireChannels(dataset, target.inChannels);
      requireClasses(dataset, target.classes);
    }
    const normalization = normalizationOf(modelPath, target, reading);
    return { inputs, target, normalization, sets, close };
  } catch (error) {
    close();
    throw error;
  }
}
