// Prints how often the 95 % intervals of lib/metrics hold the truth:
//   npx tsx bench/coverage.ts > bench/coverage.md
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
  { rows: 400, samples: 2000, replicates: 400 },
  { rows: 4000, samples: 300, replicates: 400 },
  { rows: 20_000, samples: 100, replicates: 400 },
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

Printed by \`npx tsx bench/coverage.ts\`. Samples are drawn from populations whose AUC and TPR are
known (bench/coveragePopulation.ts), half of the rows members. "below truth" is the share of
intervals that lie wholly below it; "none" counts samples for which lib/metrics gives no interval.
The ± is the simulation's own standard error.`);

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
    const size = { rows, samples: 1000, replicates: 300, seed: 2 };
    console.log(table(HEADER, cells(compareMethods(population, size, maxFpr))));
  }
}
