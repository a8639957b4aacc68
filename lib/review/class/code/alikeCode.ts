/** A team's code, as far as it can be told again. */
export interface TeamCode {
  readonly name: string;
  /** See `fingerprints`. */
  readonly prints: Int32Array;
}

/** Two teams whose code has runs of tokens in common. */
export interface AlikeCode {
  readonly teams: readonly [string, string];
  /** Share of the shorter one's fingerprints that the other has. */
  readonly share: number;
  /** How many fingerprints both have. */
  readonly runs: number;
}

/** Below these it is chance, or the course's own lines. */
const [leastShare, leastRuns] = [0.3, 12];
const mostPairs = 200;

/**
 * Pairs of teams with much code in common, whatever its names are: shown for a person to look at, and
 * never judged. What more than a third of the teams (three at least) have is the course's own, and does
 * not count.
 *
 * @returns the most alike first, 200 at most
 * @example
 * alikeCode([{ name: "a", prints }, { name: "b", prints }]); // [{ teams: ["a", "b"], share: 1, runs: 57 }]
 */
export function alikeCode(teams: readonly TeamCode[]): AlikeCode[] {
  const owners = new Map<number, number[]>();
  for (const [i, { prints }] of teams.entries()) {
    for (const print of prints) {
      const known = owners.get(print);
      if (known === undefined) owners.set(print, [i]);
      else known.push(i);
    }
  }
  const common = Math.max(3, Math.floor(teams.length / 3));
  const isOwn = (of: readonly number[]) => of.length < common || teams.length < 4;
  const sizes = teams.map(() => 0);
  const shared = new Map<number, number>();
  for (const of of owners.values()) {
    if (!isOwn(of)) continue;
    for (const [k, a] of of.entries()) {
      sizes[a]++;
      for (const b of of.slice(k + 1)) {
        const pair = a * teams.length + b;
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
    }
  }
  return [...shared]
    .map(([pair, runs]): AlikeCode => {
      const [a, b] = [Math.floor(pair / teams.length), pair % teams.length];
      return {
        teams: [teams[a].name, teams[b].name],
        share: runs / Math.min(sizes[a], sizes[b]),
        runs,
      };
    })
    .filter(({ share, runs }) => share >= leastShare && runs >= leastRuns)
    .sort((a, b) => b.share - a.share || b.runs - a.runs)
    .slice(0, mostPairs);
}
