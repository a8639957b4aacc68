import { InputError } from "../../files";
import { fingerprints } from "../class/code/fingerprints";
import { findConfinement } from "../confined/findConfinement";
import { bounded, type Finding, finding, isAccepted } from "../finding";
import { checkLinksBetween } from "../linksBetween";
import { readBytes } from "../readBytes";
import { decode } from "../submission/decode";
import { codeCells } from "./cells";
import { notebookChecks, scriptChecks } from "./checks";
import { type Execution, executeNotebook, usualLimits } from "./executeNotebook";
import { type NotebookDocument, parseNotebook } from "./parseNotebook";
import { parseScript, scriptEndings } from "./parseScript";

const mostBytes = 256 * 2 ** 20;

/** The verdict on a notebook as it is saved. */
export interface NotebookReview {
  /** Path as it was given. */
  readonly file: string;
  /** The places of findings in a script or another file are lines, those of the others cells. */
  readonly kind: NotebookDocument["kind"] | "file";
  readonly verdict: "accepted" | "rejected" | "unreadable";
  readonly sha256: string | null;
  readonly language: NotebookDocument["language"] | null;
  readonly cells: number;
  readonly executed: boolean;
  readonly findings: readonly Finding[];
}

/** A notebook that was looked at. */
export interface CheckedNotebook {
  readonly review: NotebookReview;
  /** Null where it is no notebook. */
  readonly text: string | null;
  /** What its code is told again by. */
  readonly prints: Int32Array;
}

/**
 * Reads a notebook or a script and runs every check on it; nothing in it is executed.
 *
 * @param folder from below which no link is followed; null: only the file itself is looked at
 * @returns the review, and the notebook's text where it is one
 * @example
 * checkNotebook("A1.ipynb").review.findings;
 */
export function checkNotebook(file: string, folder: string | null = null): CheckedNotebook {
  try {
    if (folder !== null) checkLinksBetween(folder, file);
    const { bytes, sha256 } = readBytes(file, mostBytes);
    const { text } = decode(file, bytes);
    const isScript = scriptEndings.test(file);
    const notebook = isScript ? parseScript(file, text) : parseNotebook(file, text);
    const { kind, language, cells } = notebook;
    const checks = kind === "notebook" ? notebookChecks : scriptChecks;
    const findings = checks.flatMap((check) => check(notebook));
    const verdict = isAccepted(findings) ? "accepted" : "rejected";
    const read = { kind, sha256, language, cells: cells.length, executed: false };
    const review = { file, verdict, ...read, findings: bounded(findings) } as const;
    const code =
      notebook.code ??
      codeCells(notebook)
        .map(({ source }) => source)
        .join("\n");
    return { review, text: isScript ? null : text, prints: fingerprints(code) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { found, expected } = error;
    const mend = scriptEndings.test(file)
      ? "hand in the script as text in UTF-8"
      : "hand in the notebook as Jupyter saves it";
    const review = unreadableNotebook(file, { found, expected, mend });
    return { review, text: null, prints: new Int32Array(0) };
  }
}

/**
 * The verdict on a notebook that could not be looked at.
 *
 * @example
 * unreadableNotebook("A1.ipynb", { found: "a folder", expected: "a plain file", mend: "hand it in" });
 */
export function unreadableNotebook(
  file: string,
  why: { found: string; expected: string; mend: string },
): NotebookReview {
  const kind = scriptEndings.test(file) ? "script" : "notebook";
  const nothing = { kind, sha256: null, language: null, cells: 0, executed: false } as const;
  const findings = [finding("error", "unreadable", why)];
  return { file, verdict: "unreadable", ...nothing, findings };
}

/**
 * Reads a notebook and runs every check on it. It is executed only on request, confined, and then
 * only if it is TypeScript.
 *
 * @param file path as it was given
 * @param options `execution`: how it is executed; confined, with the usual limits, unless given
 * @example
 * (await reviewNotebook("A1.ipynb", { execute: false })).findings;
 */
export async function reviewNotebook(
  file: string,
  { execute, execution }: { execute: boolean; execution?: Execution },
): Promise<NotebookReview> {
  const { review, text } = checkNotebook(file);
  return execute && text !== null ? executed(review, text, execution) : review;
}

/**
 * A review with what the execution showed.
 *
 * @param text the notebook as the review read it
 * @example
 * await executed(review, text, execution);
 */
export async function executed(
  review: NotebookReview,
  text: string,
  execution?: Execution,
): Promise<NotebookReview> {
  const isOurs = review.language === "typescript";
  const more = isOurs
    ? await executeNotebook(text, execution ?? (await usual()))
    : [notExecuted(`${review.language}`)];
  const findings = [...review.findings, ...more];
  const verdict = isAccepted(findings) ? "accepted" : "rejected";
  return { ...review, verdict, executed: isOurs, findings: bounded(findings) };
}

async function usual(): Promise<Execution> {
  const confinement = await findConfinement({ trusted: false });
  return { confinement, limits: usualLimits, given: [], hidden: [] };
}

function notExecuted(language: string): Finding {
  return finding("note", "not-executed", {
    found: `a notebook in ${language === "other" ? "another language" : language}`,
    expected: "TypeScript: nothing else is executed here",
    mend: "run it where you trust it, from the top",
  });
}
