import { type Finding, finding } from "../finding";
import { type Claim, describeClaim, saysNothing } from "./claim";
import { Figures } from "./figures";

/**
 * Figures that several sources state about the same thing, and differently. Of the sources that speak
 * of a thing the one with the most decimals is the measure that the others are held against, so that
 * the time is that of reading them. A source that names no model agrees as soon as one model of the
 * measure has its figure.
 *
 * @example
 * disagreements([...claimsFromText(report, "report"), ...claimsFromText(readme, "README")]);
 */
export function disagreements(claims: readonly Claim[]): Finding[] {
  const places = new Map(claims.map((claim, place) => [claim, place]));
  const told = (a: Claim, b: Claim) =>
    places.get(a)! < places.get(b)! ? contradiction(a, b) : contradiction(b, a);
  const found: [Claim, Finding][] = [];
  const sound = claims.filter((claim) => !saysNothing(claim));
  for (const ofThing of grouped(sound, ({ on, edition, quantity, atFpr }) => [
    on,
    edition,
    quantity,
    atFpr,
  ])) {
    const named = ofThing.filter(({ model }) => model !== null);
    const open = ofThing.filter(({ model }) => model === null);
    const against = (measure: readonly Claim[], others: readonly Claim[]) => {
      if (measure.length === 0) return;
      const { source } = mostPrecise(measure);
      const figures = new Figures(measure.filter((claim) => claim.source === source));
      for (const claim of others) {
        const nearest = claim.source === source ? null : figures.contradicting(claim);
        if (nearest !== null) found.push([claim, told(nearest, claim)]);
      }
    };
    for (const ofModel of grouped(named, ({ model }) => [model])) against(ofModel, ofModel);
    against(open, open);
    against(named, open);
  }
  return found.sort(([a], [b]) => places.get(a)! - places.get(b)!).map(([, one]) => one);
}

function contradiction(a: Claim, b: Claim): Finding {
  return finding("warning", "sources-disagree", {
    found: `${a.source}: ${describeClaim(a)}; ${b.source}: ${describeClaim(b)}`,
    expected: "one figure for one thing",
    mend: "take every figure from the same run, and say which",
  });
}

function grouped(claims: readonly Claim[], keyOf: (claim: Claim) => unknown[]): Claim[][] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = JSON.stringify(keyOf(claim));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  return [...groups.values()];
}

function mostPrecise(claims: readonly Claim[]): Claim {
  return claims.reduce((best, claim) => (claim.decimals > best.decimals ? claim : best));
}
