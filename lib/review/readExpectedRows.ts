import { statSync } from "node:fs";
import { InputError, readCsv, readDataset } from "../files";
import { mebibytes } from "./mebibytes";

/** The rows that a submission has to score. */
export interface ExpectedRows {
  readonly ids: readonly string[];
  /** Class of each row, where the file says. */
  readonly labels: readonly string[] | null;
}

/** Of a CSV file; datasets hold images and may be larger. */
const mostBytes = 64 * 2 ** 20;
const idNames = ["ids", "id"];
const labelNames = ["label", "labels", "class"];

/**
 * Reads the ids that are expected, with their classes where there are any, from a CSV file with a
 * column `ids` or `id` (and `label`), or from a dataset that torch.save or numpy.savez wrote, or a folder
 * of pictures.
 *
 * @throws InputError if the file cannot be read or has no ids
 * @example
 * readExpectedRows("data/private.pt").ids.length; // 2000
 */
export function readExpectedRows(file: string): ExpectedRows {
  if (!isTable(file)) {
    const dataset = readDataset(file);
    dataset.close();
    return { ids: dataset.ids.map(String), labels: Array.from(dataset.labels, String) };
  }
  checkSize(file);
  const table = readCsv(file);
  const [idName, labelName] = [idNames, labelNames].map((known) =>
    known.find((name) => table.names.includes(name)),
  );
  if (idName === undefined) {
    throw new InputError(file, `columns ${table.names.join(", ")}`, "one named ids or id");
  }
  return {
    ids: table.texts(idName),
    labels: labelName === undefined ? null : table.texts(labelName),
  };
}

/**
 * Whether a file of expected rows is a CSV file; if not, it is a dataset, with images.
 *
 * @example
 * isTable("data/private.pt"); // false
 */
export function isTable(file: string): boolean {
  return /\.(csv|txt)$/i.test(file);
}

/** Links are followed here: the file is the grader's own. */
function checkSize(file: string): void {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) throw new InputError(file, "no such file", "a file");
  if (!status.isFile()) throw new InputError(file, "no plain file", "a file");
  if (status.size > mostBytes) {
    throw new InputError(file, mebibytes(status.size), `at most ${mebibytes(mostBytes)}`);
  }
}
