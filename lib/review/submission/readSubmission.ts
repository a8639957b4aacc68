import { InputError } from "../../files";
import { readBytes } from "../readBytes";
import { decode } from "./decode";
import { parseSubmission } from "./parseSubmission";
import type { Submission } from "./submission";

/** 20,000 rows take half a MB. */
const mostBytes = 64 * 2 ** 20;
const mostLines = 2e6;

/**
 * Reads what was handed in, without judging it.
 *
 * @throws InputError if it cannot be read as text: no file, a folder, over 64 MiB or two million
 *   lines, binary
 * @example
 * readSubmission("team_a.csv").ids.length; // 20000
 */
export function readSubmission(file: string): Submission {
  const { bytes, sha256 } = readBytes(file, mostBytes);
  checkLines(file, bytes);
  const { text, encoding } = decode(file, bytes);
  return { file, sha256, encoding, ...parseSubmission(text) };
}

function checkLines(file: string, bytes: Uint8Array): void {
  let lines = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0x0a || bytes[i] === 0x0d) lines++;
  if (lines > mostLines) throw new InputError(file, `${lines} lines`, `at most ${mostLines}`);
}
