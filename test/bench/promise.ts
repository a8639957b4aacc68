// Prints how often the figures of a private set lie in the intervals that a cross-fitted report promised:
//   node lib/run.cjs test/bench/promise.ts RUN KEPT DRAWS [ANSWERS.csv]
// RUN is what a run of A1_12_Ensemble left. Its public rows (and, with ANSWERS.csv, its private ones) are dealt
// anew into a public and a private half, DRAWS times. Scores are kept in the folder KEPT, so that a run that was
// stopped goes on where it stopped.
import path from "node:path";
import {
  bounds,
  crossfittedAuc,
  predictedAuc,
  predictedAucDifference,
  predictedTpr,
  predictedTprDifference,
  rocAuc,
  tprAtFpr,
} from "../../lib/metrics";
import { Hits } from "./hits";
import { type Draw, drawn, MODELS, promiseRows, RECIPES } from "./promiseDraws";

const [run, kept, draws, answers] = process.argv.slice(2);
const [maxFpr, replicates] = [0.05, 1000];

/** Intervals by name, with what was found, and the mean of found less promised. */
class Promises {
  private readonly kinds = new Map<string, { hits: Hits; gaps: number[] }>();

  add(name: string, promised: Parameters<typeof bounds>[0], found: number): void {
    const kind = this.kinds.get(name) ?? { hits: new Hits(name), gaps: [] };
    this.kinds.set(name, kind);
    kind.hits.add(bounds(promised), found);
    kind.gaps.push(found - promised.value);
  }

  lines(): string[] {
    return [...this.kinds.values()].map(({ hits, gaps }) => {
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      return `| ${[...hits.cells(), mean.toFixed(4)].join(" | ")} |`;
    });
  }
}

function judge(draw: Draw, seed: number, promises: Promises): void {
  const { publicMembership: membership, privateMembership, folds } = draw;
  const members = privateMembership.reduce((sum, member) => sum + member, 0);
  const sizes = { members, nonMembers: privateMembership.length - members };
  const options = { seed, replicates };
  const aucOf = (scores: number[]) => rocAuc(privateMembership, scores);
  const tprOf = (scores: number[]) => tprAtFpr(privateMembership, scores, maxFpr).tpr;
  for (const model of MODELS) {
    const [published, corrected] = RECIPES.map((recipe) => draw.scores[`${recipe} ${model}`]);
    for (const [i, { judged, found }] of [published, corrected].entries()) {
      const name = `${RECIPES[i]} ${model}`;
      const own = { membership, scores: judged, folds };
      promises.add(`${name}, AUC`, predictedAuc(own, sizes), aucOf(found));
      const [tpr] = predictedTpr(own, sizes, [maxFpr], options);
      promises.add(`${name}, TPR at FPR <= .05`, tpr, tprOf(found));
      const population = crossfittedAuc(membership, judged, folds);
      promises.add(`${name}, AUC, interval for the population`, population, aucOf(found));
    }
    const pair = { membership, a: corrected.judged, b: published.judged, folds };
    const name = `corrected less published, ${model}`;
    const auc = aucOf(corrected.found) - aucOf(published.found);
    promises.add(`${name}, AUC`, predictedAucDifference(pair, sizes), auc);
    const tpr = tprOf(corrected.found) - tprOf(published.found);
    const [promised] = predictedTprDifference(pair, sizes, [maxFpr], options);
    promises.add(`${name}, TPR at FPR <= .05`, promised, tpr);
  }
}

async function main(): Promise<void> {
  const rows = promiseRows(run, answers);
  const promises = new Promises();
  for (let seed = 1; seed <= Number(draws); seed++) {
    judge(await drawn(rows, seed, path.join(kept, `${seed}.json`)), seed, promises);
    process.stderr.write(`${seed} of ${draws}\n`);
  }
  console.log(`${rows.membership.length} rows, ${draws} draws of two halves\n`);
  console.log(
    "| 95 % interval | held | found above | found below | width | none | found - promised |",
  );
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const line of promises.lines()) console.log(line);
}

void main();
