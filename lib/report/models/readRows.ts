import type { SharedRows } from "../../audit/many";
import { InputError, readAnswers, requireEnough, requireMembership } from "../../files";
import { InputFiles, readJson } from "../../files/outputs";
import { inMemory, type PreparedDataset, resolveReading } from "../../inference";
import type { AuditArguments } from "./arguments";

/**
 * Reads the rows that all models are attacked on, and hashes their files, once.
 *
 * @param modelPath one of the models: a `preprocessing.json` may lie beside it
 * @throws InputError if a file cannot be read, or no model could be attacked on such public rows
 * @example
 * const rows = readRows("ckpt/a.pt", request);
 */
export function readRows(
  modelPath: string,
  files: Pick<AuditArguments, "public" | "private" | "answers" | "normalization">,
): SharedRows {
  const inputs = new InputFiles({
    public: files.public,
    private: files.private,
    answers: files.answers,
    normalization_otherwise: files.normalization,
  });
  const reading = resolveReading({ modelPath, privatePath: files.private ?? files.public });
  const read = (file: string): PreparedDataset => {
    const dataset = reading.dataset(file);
    return { ...dataset, images: inMemory(dataset.images) };
  };
  const normalization =
    files.normalization === null ? null : readNormalization(files.normalization);
  const known = read(files.public);
  requireEnough(known, requireMembership(known));
  const asked = files.private === null ? null : read(files.private);
  const answers = asked && files.answers !== null ? readAnswers(files.answers, asked.ids) : null;
  return { inputs, reading, normalization, public: known, private: asked, answers };
}

function readNormalization(file: string): SharedRows["normalization"] {
  const { mean, std } = (readJson(file) ?? {}) as { mean?: unknown; std?: unknown };
  if (areNumbers(mean) && areNumbers(std)) return { mean, std };
  throw new InputError(file, "no arrays of numbers mean and std", '{"mean": [...], "std": [...]}');
}

function areNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => typeof one === "number");
}
