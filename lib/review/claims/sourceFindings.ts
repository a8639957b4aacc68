import { type Finding, finding } from "../finding";
import { type Claim, describeClaim } from "./claim";
import { disagreements } from "./disagreements";
import type { ClaimSource } from "./readClaims";

/** By more than this a figure on validation rows is not the server's by chance. */
const farApart = 0.03;

/**
 * What the sources say against each other, and what one says against itself: figures that differ
 * for one thing, and validation figures that the server's do not bear out.
 *
 * @example
 * sourceFindings([readClaims("report.txt"), readClaims("README.md")]);
 */
export function sourceFindings(sources: readonly ClaimSource[]): Finding[] {
  const claims = sources.flatMap((source) => source.claims);
  return [...disagreements(claims), ...optimism(claims)];
}

function optimism(claims: readonly Claim[]): Finding[] {
  const server = claims.filter(({ on }) => on === "server");
  return claims
    .filter(({ on }) => on === "validation")
    .flatMap((own): Finding[] => {
      const theirs = server.find(
        ({ source, model, quantity, atFpr }) =>
          source === own.source &&
          model === own.model &&
          quantity === own.quantity &&
          atFpr === own.atFpr,
      );
      if (theirs === undefined || own.value - theirs.value <= farApart) return [];
      return [
        finding("warning", "validation-above-server", {
          found: `${own.source}: ${describeClaim(own)}; ${describeClaim(theirs)}`,
          expected: `at most ${farApart} apart`,
          mend: "look for rows used to fit, calibrate or choose and to report, and for a scaler fitted again on the private rows",
        }),
      ];
    });
}
