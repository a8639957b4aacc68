import { InputError } from "../../files";
import { bounded, type Finding } from "../finding";
import { checkLinksBetween } from "../linksBetween";
import { readBytes } from "../readBytes";
import { decode } from "../submission/decode";
import { secretFindings } from "./checks/secrets";
import type { NotebookReview } from "./reviewNotebook";

const mostBytes = 4 * 2 ** 20;

/**
 * Searches a file of settings or prose for secrets.
 *
 * @returns a review of it; null where nothing was found, or it is no text
 * @example
 * searchFile(".env", null)?.findings[0].rows; // [3]: the line
 */
export function searchFile(file: string, folder: string | null): NotebookReview | null {
  try {
    if (folder !== null) checkLinksBetween(folder, file);
    const { bytes, sha256 } = readBytes(file, mostBytes);
    const { text } = decode(file, bytes);
    const findings: Finding[] = text
      .split("\n")
      .flatMap((line, i) => secretFindings([{ where: "the file", cell: i + 1, text: line }]));
    if (findings.length === 0) return null;
    const read = { sha256, language: null, cells: 0, executed: false };
    return { file, kind: "file", verdict: "accepted", ...read, findings: bounded(findings) };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
