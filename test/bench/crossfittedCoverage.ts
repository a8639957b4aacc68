// Prints how often the intervals of cross-fitted figures hold, with attacks that learn:
//   node lib/run.cjs test/bench/crossfittedCoverage.ts [PART]
// PART, from 1, prints one part alone; without it, all with what is said about them.
import { simulateCrossfitted } from "./crossfittedSimulation";
import { forest, linear } from "./learners";

const [nothing, weak, some, strong] = [0, 0.3, 0.583, 1.5];
const PARTS = [
  { name: "nothing to learn, 12 columns", shift: nothing, width: 12, grid: 0, learner: linear },
  { name: "best AUC .58, 12 columns", shift: weak, width: 12, grid: 0, learner: linear },
  { name: "best AUC .66, 12 columns", shift: some, width: 12, grid: 0, learner: linear },
  {
    name: "best AUC .66, 12 columns, about 25 levels of scores",
    shift: some,
    width: 12,
    grid: 0.3,
    learner: linear,
  },
  { name: "best AUC .66, 30 columns", shift: some, width: 30, grid: 0, learner: linear },
  { name: "best AUC .86, 12 columns", shift: strong, width: 12, grid: 0, learner: linear },
  { name: "best AUC .66, 12 columns, a forest", shift: some, width: 12, grid: 0, learner: forest },
];
const SIZES = [
  { rows: 100, samples: 600, replicates: 0, maxFpr: 0.5 },
  { rows: 400, samples: 300, replicates: 100, maxFpr: 0.25 },
  { rows: 2000, samples: 100, replicates: 100, maxFpr: 0.05 },
];
/** A forest takes longer. */
const FOREST_SHARE = 0.25;
const HEADER = ["interval", "held", "below", "above", "width", "none"];

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

async function main(): Promise<void> {
  const only = process.argv[2];
  if (only === undefined) console.log(PREFACE);
  for (const { learner, ...population } of PARTS.filter(
    (_, i) => !only || i + 1 === Number(only),
  )) {
    console.log(`\n## ${population.name}`);
    for (const size of SIZES) {
      const samples = learner === forest ? size.samples * FOREST_SHARE : size.samples;
      const hits = await simulateCrossfitted(population, learner, { ...size, samples, seed: 1 });
      console.log(`\n${size.rows} rows, ${samples} samples\n`);
      console.log([line(HEADER), line(HEADER.map(() => "---"))].join("\n"));
      for (const kind of hits) console.log(line(kind.cells()));
    }
  }
}

const PREFACE = `# Coverage of cross-fitted intervals

Printed by \`node lib/run.cjs test/bench/crossfittedCoverage.ts\`.`;

void main();
