// Prints how often the blind baseline's interval holds .5 where there is nothing to be found:
//   node lib/run.cjs test/bench/blindCoverage.ts [relabellings] > test/bench/blindCoverage.md
import path from "node:path";
import { blindAttack } from "../../lib/audit/blind";
import { readDataset } from "../../lib/files";
import { bounds, delongAuc } from "../../lib/metrics";
import { permutation } from "../../lib/numeric/random";
import { repositoryRoot } from "../../lib/repository";
import { Tally } from "./coverageTally";

const relabellings = Number(process.argv[2] ?? 300);
const { images, labels } = readDataset(path.join(repositoryRoot(), "data", "public.pt"));

/** Half of the rows called members, at random: members and non-members are the same images. */
function fairMembership(seed: number): Uint8Array {
  return Uint8Array.from(permutation(images.count, seed), (place) => place % 2);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

async function main(): Promise<void> {
  const tallies = [new Tally("DeLong's", 0.5), new Tally("widened by the root of 2", 0.5)];
  const aucs: number[] = [];
  const errors: number[] = [];
  for (let seed = 1; seed <= relabellings; seed++) {
    const membership = fairMembership(seed);
    const { scores, auc } = await blindAttack({ images, labels, membership }, { seed });
    const delong = delongAuc(membership, scores);
    aucs.push(auc.value);
    errors.push(delong.standardError ?? 0);
    tallies[0].add(bounds(delong));
    tallies[1].add(bounds(auc));
    process.stderr.write(`\r${seed} of ${relabellings}`);
  }
  const rows = tallies.map((tally) => tally.cells().filter((_, i) => i !== 1 && i !== 6));
  console.log(`# The blind baseline's interval where nothing can be found

Printed by \`node lib/run.cjs test/bench/blindCoverage.ts\`: the ${images.count} embedded public images, half of them called
members at random, ${relabellings} times. The out-of-fold AUC has mean ${meanOf(aucs).toFixed(4)} and standard deviation
${deviationOf(aucs).toFixed(4)}; DeLong's standard error, which takes the folds' models as given, is ${meanOf(errors).toFixed(4)} on
average. "above .5" is the share of intervals that would call fair data different in source.

${line(["95 % interval", "holds .5", "below .5", "above .5", "width"])}
${line(["---", "---", "---", "---", "---"])}
${rows.map(line).join("\n")}`);
}

main();
