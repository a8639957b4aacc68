import { existsSync } from "node:fs";
import path from "node:path";
import { readDataset } from "../../../files";
import { sha256 } from "../../../files/outputs";
import { type GridImage, pictures } from "../../figures";
import type { Run } from "../readRun";

const shown = 16;

/**
 * The images of the report rows with the highest raw corrected scores, the highest first, with
 * class, score and membership.
 *
 * @param publicPath the run's public set, whose images are read
 * @returns what `imageGrid` takes, or why there are no images: the file is not there, or is not the
 *   one that the run has seen
 * @throws InputError if the file that the run has seen cannot be read
 * @example
 * drawing(imageGrid, mostExposed(run, "RF", "data/public.pt"), { subject: "The highest scores" });
 */
export function mostExposed(run: Run, model: string, publicPath: string): GridImage[] | string {
  const why = (found: string) =>
    `No thumbnails: ${path.basename(publicPath)} ${found}. Name the run's own with -p publicPath FILE.`;
  const foreign = "is not the public file that the run has seen";
  if (!existsSync(publicPath)) return why("is not there");
  const hash = sha256(publicPath);
  if (!Object.values(run.metrics.inputs).some((input) => input.sha256 === hash))
    return why(foreign);
  const dataset = readDataset(publicPath);
  try {
    // The run's private set is among its inputs too.
    if (dataset.ids.map(String).join() !== run.scores.texts("id").join()) return why(foreign);
    const { rows, scores: judged } = run.scoredAs(model, "corrected");
    const scores = new Float64Array(dataset.ids.length);
    rows.forEach((row, place) => {
      scores[row] = judged[place];
    });
    const top = [...rows].sort((one, other) => scores[other] - scores[one]).slice(0, shown);
    const labels = run.predictors.numbers("label");
    return pictures({ images: dataset.images, labels, membership: run.membership, scores }, top);
  } finally {
    dataset.close();
  }
}
