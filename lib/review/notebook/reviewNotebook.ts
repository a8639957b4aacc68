import { InputError } from "../../files";
import { type Finding, finding, isAccepted } from "../finding";
import { readBytes } from "../readBytes";
import { decode } from "../submission/decode";
import { notebookChecks } from "./checks";
import { executeNotebook } from "./executeNotebook";
import { type NotebookDocument, parseNotebook } from "./parseNotebook";

const mostBytes = 256 * 2 ** 20;

/** The verdict on a notebook as it is saved. */
export interface NotebookReview {
  /** Path as it was given. */
  readonly file: string;
  readonly verdict: "accepted" | "rejected" | "unreadable";
  readonly sha256: string | null;
  readonly language: NotebookDocument["language"] | null;
  readonly cells: number;
  readonly executed: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Reads a notebook and runs every check on it. It is executed only on request, and then only if it
 * is TypeScript.
 *
 * @example
 * (await reviewNotebook("A1.ipynb", { execute: false })).findings;
 */
export async function reviewNotebook(
  file: string,
  { execute }: { execute: boolean },
): Promise<NotebookReview> {
  try {
    const { bytes, sha256 } = readBytes(file, mostBytes);
    const notebook = parseNotebook(file, decode(file, bytes).text);
    const findings = notebookChecks.flatMap((check) => check(notebook));
    const executed = execute && notebook.language === "typescript";
    if (executed) findings.push(...(await executeNotebook(file)));
    else if (execute) findings.push(notExecuted(notebook.language));
    const { language, cells } = notebook;
    const verdict = isAccepted(findings) ? "accepted" : "rejected";
    return { file, verdict, sha256, language, cells: cells.length, executed, findings };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { found, expected } = error;
    const mend = "hand in the notebook as Jupyter saves it";
    const findings = [finding("error", "unreadable", { found, expected, mend })];
    const nothing = { sha256: null, language: null, cells: 0, executed: false };
    return { file, verdict: "unreadable", ...nothing, findings };
  }
}

function notExecuted(language: string): Finding {
  return finding("note", "not-executed", {
    found: `a notebook in ${language === "other" ? "another language" : language}`,
    expected: "TypeScript: nothing else is executed here",
    mend: "run it where you trust it, from the top",
  });
}
