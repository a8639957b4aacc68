import { type Finding, finding } from "../finding";
import { agrees, type Claim, describeClaim } from "./claim";

/**
 * Figures that several sources state about the same thing, and differently. A source that names no
 * model is held against every model.
 *
 * @example
 * disagreements([...claimsFromText(report, "report"), ...claimsFromText(readme, "README")]);
 */
export function disagreements(claims: readonly Claim[]): Finding[] {
  const findings: Finding[] = [];
  const about = ({ on, quantity, atFpr }: Claim) => JSON.stringify([on, quantity, atFpr]);
  claims.forEach((a, i) => {
    for (const b of claims.slice(i + 1)) {
      if (a.source === b.source || about(a) !== about(b) || !sameModel(a, b, claims)) continue;
      const decimals = Math.min(a.decimals, b.decimals);
      if (agrees({ value: a.value, decimals }, b.value)) continue;
      findings.push(
        finding("warning", "sources-disagree", {
          found: `${a.source}: ${describeClaim(a)}; ${b.source}: ${describeClaim(b)}`,
          expected: "one figure for one thing",
          mend: "take every figure from the same run, and say which",
        }),
      );
    }
  });
  return findings;
}

/** A source that names no model agrees as soon as one model of the other has its figure. */
function sameModel(a: Claim, b: Claim, claims: readonly Claim[]): boolean {
  if (a.model === b.model) return true;
  if (a.model !== null && b.model !== null) return false;
  const [open, named] = a.model === null ? [a, b] : [b, a];
  return !claims.some(
    (other) =>
      other.source === named.source &&
      other.on === named.on &&
      other.quantity === named.quantity &&
      other.atFpr === named.atFpr &&
      agrees({ value: open.value, decimals: Math.min(open.decimals, other.decimals) }, other.value),
  );
}
