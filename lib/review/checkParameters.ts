import { checkFile, checkSeed } from "../audit/settings";
import { InputError } from "../files";
import { checkFolder, requireKind } from "../files/outputs";
import { readAnswerRows } from "./answers/readAnswerRows";
import { readExpectedRows } from "./readExpectedRows";
import { submissionsIn } from "./submissionsIn";

/** The parameters of Grading_Review. */
export interface ReviewParameters {
  readonly fromDir: string;
  readonly answersPath: string;
  readonly privatePath: string;
  readonly outDir: string;
  /** Null: the run's own. */
  readonly seed: number | null;
  readonly replicates: number;
}

/**
 * Checks the parameters of a review in a moment, so that the first wrong one ends it before any work:
 * a run's folder with submissions, answers of rows that are expected, numbers, a folder to write to.
 *
 * @throws InputError naming the parameter or file, what was found and what was expected
 * @example
 * checkParameters({ fromDir, answersPath, privatePath, outDir, seed, replicates });
 */
export function checkParameters(parameters: ReviewParameters): void {
  const { fromDir, answersPath, privatePath, outDir, seed, replicates } = parameters;
  for (const [name, file] of Object.entries({ fromDir, answersPath, privatePath })) {
    checkFile(name, file);
  }
  if (submissionsIn(fromDir).length === 0) {
    const expected = "submission_MLP.csv and others, as a run of A1_12_Ensemble leaves them";
    throw new InputError(fromDir, "no submissions", expected);
  }
  if (seed !== null) checkSeed(seed);
  if (!(Number.isInteger(replicates) && replicates >= 2)) {
    const found = JSON.stringify(replicates);
    throw new InputError("parameter replicates", found, "a whole number from 2 on");
  }
  const expected = readExpectedRows(privatePath);
  const known = new Set(expected.ids);
  const stranger = readAnswerRows(answersPath, expected).ids.find((id) => !known.has(id));
  if (stranger !== undefined) {
    throw new InputError(answersPath, `id ${stranger}`, `ids of ${privatePath}`);
  }
  requireKind(outDir, "notebook");
  checkFolder(outDir);
}
