import { counted } from "../counted";
import { type Finding, finding } from "../finding";
import { type Claim, describeClaim, saysNothing } from "./claim";
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
  return [
    ...sources.flatMap(({ claims }) => withoutDecimals(claims)),
    ...disagreements(claims),
    ...optimism(claims),
  ];
}

function withoutDecimals(claims: readonly Claim[]): Finding[] {
  const bare = claims.filter(saysNothing);
  if (bare.length === 0) return [];
  const [first] = bare;
  return [
    finding("note", "no-decimals", {
      found: `${first.source}: ${counted(bare.length, "figure")} without decimals, such as ${describeClaim(first)}`,
      expected: "as many digits as were measured",
      mend: "write 0.655, not 1: a rate without decimals proves nothing",
    }),
  ];
}

function optimism(claims: readonly Claim[]): Finding[] {
  const about = ({ source, model, quantity, atFpr }: Claim) =>
    JSON.stringify([source, model, quantity, atFpr]);
  const sound = claims.filter((claim) => !saysNothing(claim));
  const server = new Map<string, Claim>();
  for (const claim of sound) {
    if (claim.on === "server" && !server.has(about(claim))) server.set(about(claim), claim);
  }
  return sound
    .filter(({ on }) => on === "validation")
    .flatMap((own): Finding[] => {
      const theirs = server.get(about(own));
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
