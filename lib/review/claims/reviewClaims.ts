import { InputError } from "../../files";
import { counted } from "../counted";
import { bounded, type Finding, finding } from "../finding";
import { checkLinksBetween } from "../linksBetween";
import { type ClaimSource, readClaims } from "./readClaims";
import { sourceFindings } from "./sourceFindings";

/** The sources of claims, and what they say against each other. */
export interface ClaimReview {
  readonly sources: readonly {
    readonly file: string;
    /** Whose it is; null where it was named by itself. */
    readonly team: string | null;
    readonly verdict: "accepted" | "unreadable";
    /** How many figures it states. */
    readonly claims: number;
    readonly saysIsotonic: boolean;
  }[];
  readonly findings: readonly Finding[];
}

/**
 * Reads all sources of claims and holds them against each other. One that cannot be read is a
 * finding: it was handed in like the rest.
 *
 * @example
 * (await reviewClaims(["report.txt", "README.md"])).review.findings;
 */
export async function reviewClaims(files: readonly string[]): Promise<{
  review: ClaimReview;
  sources: ClaimSource[];
}> {
  return holdTogether(await Promise.all(files.map((file) => readClaimsFile(file))));
}

/** A file of claims that was read, or why it could not be. */
export type ReadClaims =
  | ClaimSource
  | { readonly file: string; readonly found: string; readonly expected: string };

/**
 * Reads one file of claims; that it cannot be read is an answer too.
 *
 * @param folder from below which no link is followed; null: only the file itself is looked at
 * @example
 * await readClaimsFile("report.txt");
 */
export async function readClaimsFile(
  file: string,
  folder: string | null = null,
): Promise<ReadClaims> {
  try {
    if (folder !== null) checkLinksBetween(folder, file);
    return await readClaims(file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { file, found: error.found, expected: error.expected };
  }
}

/**
 * Holds what was read of all sources against each other.
 *
 * @param team whose they all are; null where they were named by themselves
 * @example
 * holdTogether([await readClaimsFile("report.txt")]).review.findings;
 */
export function holdTogether(
  all: readonly ReadClaims[],
  team: string | null = null,
): {
  review: ClaimReview;
  sources: ClaimSource[];
} {
  const sources: ClaimSource[] = [];
  const findings: Finding[] = [];
  const read = all.map((one): ClaimReview["sources"][number] => {
    const { file } = one;
    if ("claims" in one) {
      sources.push(one);
      const { claims, leftOut, saysIsotonic } = one;
      if (claims.length === 0) findings.push(noFigure(file));
      if (leftOut > 0) findings.push(figuresLeftOut(file, claims.length, leftOut));
      return { file, team, verdict: "accepted", claims: claims.length, saysIsotonic };
    }
    const mend =
      "state figures as JSON (lib/review/claims/claimsFromJson.ts) or as the notebook prints";
    const { found, expected } = one;
    findings.push(finding("error", "unreadable", { found: `${file}: ${found}`, expected, mend }));
    return { file, team, verdict: "unreadable", claims: 0, saysIsotonic: false };
  });
  return {
    review: { sources: read, findings: bounded([...findings, ...sourceFindings(sources)]) },
    sources,
  };
}

function noFigure(file: string): Finding {
  return finding("note", "no-figure", {
    found: `${file}: no figure that is understood`,
    expected: "AUC, TPR at an FPR, score range, mean or std",
    mend: "write metric and figure side by side or in a table, such as TPR@FPR=0.05: 0.145",
  });
}

function figuresLeftOut(file: string, most: number, count: number): Finding {
  const what = {
    found: `${file}: ${counted(most + count, "figure")}, of which the first ${most} are checked`,
    expected: `at most ${most}`,
    mend: "state the figures that matter",
  };
  return { ...finding("note", "claims-left-out", what), count };
}

/**
 * The same review, with what does not fit together in the run that the claims are held against.
 *
 * @example
 * withNotes(review, ["scores_public.csv was changed since."]).findings.length;
 */
export function withNotes(review: ClaimReview, notes: readonly string[]): ClaimReview {
  const findings = notes.map((found) =>
    finding("warning", "run-edited", {
      found,
      expected: "artefacts as the run left them",
      mend: "run again, or say what was changed and why",
    }),
  );
  return { ...review, findings: bounded([...review.findings, ...findings]) };
}
