import type { SharedRows } from "../../audit/many";
import { readAnswers } from "../../files";
import { InputFiles } from "../../files/outputs";
import { inMemory, type PreparedDataset, resolveReading } from "../../inference";

/**
 * Reads the rows that all models are attacked on, and hashes their files, once.
 *
 * @param modelPath one of the models: a `preprocessing.json` may lie beside it
 * @throws InputError if a file cannot be read
 * @example
 * const rows = readRows("ckpt/a.pt", "public.pt", "private.pt", null);
 */
export function readRows(
  modelPath: string,
  publicPath: string,
  privatePath: string | null,
  answersPath: string | null,
): SharedRows {
  const files = { public: publicPath, private: privatePath, answers: answersPath };
  const inputs = new InputFiles(files);
  const reading = resolveReading({ modelPath, privatePath: privatePath ?? publicPath });
  const read = (file: string): PreparedDataset => {
    const dataset = reading.dataset(file);
    return { ...dataset, images: inMemory(dataset.images) };
  };
  const known = read(publicPath);
  const asked = privatePath === null ? null : read(privatePath);
  const answers = asked && answersPath !== null ? readAnswers(answersPath, asked.ids) : null;
  return { inputs, reading, public: known, private: asked, answers };
}
