import { InputError } from "../../files";
import { type Finding, finding } from "../finding";
import { type ClaimSource, readClaims } from "./readClaims";
import { sourceFindings } from "./sourceFindings";

/** The sources of claims, and what they say against each other. */
export interface ClaimReview {
  readonly sources: readonly {
    readonly file: string;
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
 * reviewClaims(["report.txt", "README.md"]).review.findings;
 */
export function reviewClaims(files: readonly string[]): {
  review: ClaimReview;
  sources: ClaimSource[];
} {
  const sources: ClaimSource[] = [];
  const findings: Finding[] = [];
  const read = files.map((file): ClaimReview["sources"][number] => {
    try {
      const source = readClaims(file);
      sources.push(source);
      const { claims, saysIsotonic } = source;
      return { file, verdict: "accepted", claims: claims.length, saysIsotonic };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { found, expected } = error;
      const mend =
        "state figures as JSON (lib/review/claims/claimsFromJson.ts) or as the notebook prints";
      findings.push(finding("error", "unreadable", { found: `${file}: ${found}`, expected, mend }));
      return { file, verdict: "unreadable", claims: 0, saysIsotonic: false };
    }
  });
  return {
    review: { sources: read, findings: [...findings, ...sourceFindings(sources)] },
    sources,
  };
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
  return { ...review, findings: [...review.findings, ...findings] };
}
