// Prints how often the 95 % intervals of lib/metrics hold the truth:
//   node lib/run.cjs test/bench/coverage.ts > test/bench/coverage.md
import { compareMethods } from "./coverageAlternatives";
import type { Population } from "./coveragePopulation";
import { simulateCoverage } from "./coverageSimulation";
import type { Tally } from "./coverageTally";

const POPULATIONS: readonly Population[] = [
  { name: "continuous, AUC .66", shifts: [0.6, 0.5], grid: 0 },
  { name: "continuous, AUC .86", shifts: [1.5, 1.3], grid: 0 },
  { name: "ties: about 140 levels, AUC .66", shifts: [0.6, 0.5], grid: 0.05 },
  { name: "ties: about 25 levels, AUC .66", shifts: [0.6, 0.5], grid: 0.3 },
];
const SIZES = [
  { rows: 60, samples: 4000, replicates: 0 },
  { rows: 400, samples: 2000, replicates: 300 },
  { rows: 4000, samples: 800, replicates: 300 },
  { rows: 20_000, samples: 300, replicates: 300 },
];
const HEADER = ["interval", "truth", "coverage", "below truth", "above truth", "width", "none"];

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

function cells(tallies: readonly Tally[]): string[][] {
  return tallies.map((tally) => tally.cells());
}

console.log(`# Coverage of the 95 % intervals

Printed by \`node lib/run.cjs test/bench/coverage.ts\`. Samples are drawn from populations whose AUC and TPR are
known (test/bench/coveragePopulation.ts), half of the rows members. "below truth" is the share of
intervals that lie wholly below it; "none" counts samples for which lib/metrics gives no interval.
The ± is the simulation's own standard error.

What was chosen on this: for AUC the interval on the logit scale, since the plain one covers too
little at few rows; for TPR the percentile interval (last section). What to know: differences in
TPR get intervals that are a little wide where the FPR leaves few non-members. Under coarse ties the
true TPR at FPR <= a jumps wherever a threshold's own FPR passes a; if one lies close to a, as in
the last population at a = .05, rows can hardly tell which side it is on and coverage falls.`);

for (const population of POPULATIONS) {
  console.log(`\n## ${population.name}`);
  for (const size of SIZES) {
    console.log(
      `\n${size.rows} rows, ${size.samples} samples, ${size.replicates} resamples each\n`,
    );
    console.log(table(HEADER, cells(simulateCoverage(population, { ...size, seed: 1 }))));
  }
}

console.log(`
## Which bootstrap interval for TPR

The same resamples turned into intervals in six ways, to choose one.`);
for (const population of POPULATIONS) {
  for (const [rows, maxFpr] of [
    [400, 0.05],
    [4000, 0.01],
  ]) {
    console.log(`\n${population.name}, ${rows} rows, TPR at FPR <= ${maxFpr}\n`);
    const size = { rows, samples: 500, replicates: 300, seed: 2 };
    console.log(table(HEADER, cells(compareMethods(population, size, maxFpr))));
  }
}
