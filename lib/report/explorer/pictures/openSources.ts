import { existsSync } from "node:fs";
import path from "node:path";
import { InputError, type MembershipDataset, readDataset } from "../../../files";
import { bytesIn, type InputFile, sha256 } from "../../../files/outputs";

/** Where a run's datasets are looked for. */
export interface Places {
  /** Files that were named; null: looked for. */
  readonly public: string | null;
  readonly private: string | null;
  /** Folders in which a file of the run's name may lie. */
  readonly folders: readonly string[];
}

/** The datasets of a run, open; null where one was not found. */
export interface OpenSources {
  readonly public: MembershipDataset | null;
  readonly private: MembershipDataset | null;
  /** What was not found, a sentence each. */
  readonly notes: readonly string[];
  close(): void;
}

/**
 * Finds and reads the datasets that a run has seen, which it names by name and SHA-256.
 *
 * @param inputs of metrics.json
 * @throws InputError if a file that was named is not there, is not the one that the run has seen, or
 *   cannot be read
 * @example
 * const sources = openSources(run.metrics.inputs, { public: null, private: null, folders: ["data"] });
 */
export function openSources(
  inputs: Readonly<Record<string, InputFile>>,
  places: Places,
): OpenSources {
  const open: MembershipDataset[] = [];
  const notes: string[] = [];
  const close = () => {
    for (const dataset of open) dataset.close();
  };
  const read = (set: "public" | "private"): MembershipDataset | null => {
    const file = fileOf(set, inputs[set], places);
    if (file !== null) {
      const dataset = readDataset(file);
      open.push(dataset);
      return dataset;
    }
    notes.push(missing(set, inputs[set]));
    return null;
  };
  try {
    return { public: read("public"), private: read("private"), notes, close };
  } catch (error) {
    close();
    throw error;
  }
}

function fileOf(set: "public" | "private", input: InputFile | undefined, places: Places) {
  const named = places[set];
  if (named !== null) {
    const expected =
      input === undefined ? "none, as the run names none" : `${input.sha256}, as the run has seen`;
    const found = sha256(named);
    if (found === input?.sha256) return named;
    throw new InputError(named, `SHA-256 ${found}`, expected);
  }
  if (input === undefined || isTable(input)) return null;
  const candidates = places.folders.map((folder) => path.join(folder, path.basename(input.file)));
  return candidates.find((file) => isThat(file, input)) ?? null;
}

/** Rows of which only outputs were given. */
const isTable = ({ file }: InputFile) => file.toLowerCase().endsWith(".csv");

/** Bytes are counted before they are hashed. */
function isThat(file: string, { sha256: expected, size }: InputFile): boolean {
  if (!existsSync(file) || (size !== undefined && bytesIn(file) !== size)) return false;
  return sha256(file) === expected;
}

function missing(set: string, input: InputFile | undefined): string {
  if (input === undefined) return `No pictures of ${set} rows: the run has read no images of them.`;
  if (isTable(input)) return `No pictures of ${set} rows: ${input.file} is a table.`;
  return `No pictures of ${set} rows: ${input.file} was not found; name it with --${set} FILE.`;
}
