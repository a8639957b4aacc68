import { readBytes } from "../readBytes";
import { decode } from "./decode";
import { parseSubmission } from "./parseSubmission";
import type { Submission } from "./submission";

/** 20,000 rows take half a MB. */
const mostBytes = 64 * 2 ** 20;

/**
 * Reads what was handed in, without judging it.
 *
 * @throws InputError if it cannot be read as text: no file, a folder, over 64 MiB, binary
 * @example
 * readSubmission("team_a.csv").ids.length; // 20000
 */
export function readSubmission(file: string): Submission {
  const { bytes, sha256 } = readBytes(file, mostBytes);
  const { text, encoding } = decode(file, bytes);
  return { file, sha256, encoding, ...parseSubmission(text) };
}
