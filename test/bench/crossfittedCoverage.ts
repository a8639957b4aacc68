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
/** A forest takes minutes on more rows. */
const FOREST_SIZES = [{ ...SIZES[0], samples: 150 }];
const HEADER = ["interval", "held", "below", "above", "width", "none"];

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

async function main(): Promise<void> {
  const only = process.argv[2];
  if (only === undefined) console.log(PREFACE);
  for (const { learner, ...population } of PARTS.filter(
    (_, i) => !only || i + 1 === Number(only),
  )) {
    console.log(`\n## ${population.name}`);
    for (const size of learner === forest ? FOREST_SIZES : SIZES) {
      const hits = await simulateCrossfitted(population, learner, { ...size, seed: 1 });
      console.log(`\n${size.rows} rows, ${size.samples} samples\n`);
      console.log([line(HEADER), line(HEADER.map(() => "---"))].join("\n"));
      for (const kind of hits) console.log(line(kind.cells()));
    }
  }
}

const PREFACE = `# Coverage of cross-fitted intervals

Printed by \`node lib/run.cjs test/bench/crossfittedCoverage.ts\`: 95 % intervals, by attacks that learn. Rows have
columns N(0, 1) in which members are moved alike; an attack is Fisher's discriminant (or a forest of 20 trees) on all
columns, the other one on half of them; both are cross-fitted in five folds, which share rows to learn from. "held"
is the share of intervals that hold the mean true figure of the folds' models or, for those that say predicted, what
the attack that was taught all rows shows on as many other rows. "below" is the share that lie wholly below it, "none"
counts samples without an interval, the ± is the simulation's own standard error. "models taken as given" is the
influence curve's interval (LeDell, Petersen and van der Laan) by itself.

What was chosen on this: what folds share is added to the variance (\`addedByFolds\`), since without it weak scores
are covered .8 to .9 of the time. What to know: a TPR's interval misses above rather than below, since a threshold
that lets 10 of a fold's non-members through lies a little low; differences in TPR get intervals that are wide.`;

void main();
