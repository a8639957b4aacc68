import path from "node:path";
import type { Finding } from "../finding";
import { type CheckedClaim, checkClaims } from "./checkClaims";
import { mostClaims } from "./claim";
import { claimFindings } from "./claimFindings";
import type { Evidence } from "./evidence";
import { fits, type ModelMatch, matchModels } from "./matchModels";
import type { ClaimSource } from "./readClaims";

/** How the claims stand for one submission. */
export interface HeldClaims {
  readonly claims: readonly CheckedClaim[];
  /** Models whose stated score statistics were held against the file, the best first. */
  readonly matches: readonly ModelMatch[];
  readonly findings: readonly Finding[];
}

/**
 * Holds the claims of all sources against all submissions. A source whose score statistics are those
 * of one submission says nothing of the others.
 *
 * @param teams names of the submissions and what there is to hold claims against
 * @returns one entry for each team
 * @example
 * holdClaims([readClaims("report.txt")], [{ team: "a", evidence }])[0].matches;
 */
export function holdClaims(
  sources: readonly ClaimSource[],
  teams: readonly { readonly team: string; readonly evidence: Evidence }[],
): HeldClaims[] {
  const owners = sources.map(({ claims }) =>
    teams.filter(({ evidence }) => matchModels(claims, evidence).some(fits)),
  );
  return teams.map((one) => {
    const { evidence } = one;
    const isOwn = owners.map((found) => found.length === 0 || found.includes(one));
    const own = sources.filter((_, i) => isOwn[i]);
    const checked = own.flatMap(({ claims }) => checkClaims(claims, evidence));
    const others = sources.flatMap((source, i) =>
      isOwn[i] ? [] : ofAnother(source, owners[i][0].team),
    );
    return {
      claims: [...checked, ...others].slice(0, mostClaims),
      matches: sources.flatMap(({ claims }) => matchModels(claims, evidence)),
      findings: claimFindings(own, checked, evidence),
    };
  });
}

function ofAnother({ file, claims }: ClaimSource, owner: string): CheckedClaim[] {
  const reason = `the score statistics in ${path.basename(file)} are those of ${owner}`;
  return claims.map((claim) => ({
    ...claim,
    status: "not checkable",
    measured: null,
    reason,
    publishedRule: false,
  }));
}
