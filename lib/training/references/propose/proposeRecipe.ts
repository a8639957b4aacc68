import { createHash } from "node:crypto";
import path from "node:path";
import { writeJson } from "../../../files/outputs";
import { smallest } from "../../../numeric/arrays";
import type { ReferencesArguments } from "../arguments";
import { leftOutRows, trainedRows } from "../plan";
import { type ReferenceInputs, readInputs } from "../readInputs";
import type { Recipe } from "../recipe";
import { forgetState } from "../savedState";
import { trainReference } from "../trainReference";
import { accuracyOf, type Behaviour, behaviourOf, distanceOf, sortedDistance } from "./behaviour";
import { type Candidate, candidatesFor } from "./candidates";

/** What one recipe's model was found to do. */
export interface Trial {
  readonly name: string;
  readonly recipe: Recipe;
  /** Seconds that it took, or would have taken. */
  readonly seconds: number;
  /** Null where there was no time for it. */
  readonly found: TrialFindings | null;
}

/** A model beside the target: what is chosen by, and what is told. */
export interface TrialFindings {
  /** By what recipes are chosen (see `distanceOf`). */
  readonly distance: number;
  /** Over all rows. */
  readonly accuracy: number;
  /** Of the rows that the model was trained on, and of those left out. */
  readonly accuracyIn: number;
  readonly accuracyOut: number;
  /**
   * Distance of phi (plain) of rows trained on to the target's of public members, and of rows left out to
   * those of the others; null where membership is not known. Told and not used.
   */
  readonly distanceIn: number | null;
  readonly distanceOut: number | null;
}

/** Steps after which it is told how long a model will take. */
const TIMED = 8;

class OutOfTime extends Error {
  constructor(readonly seconds: number) {
    super("out of time");
  }
}

/**
 * Trains one model by each of several recipes, as far as the time goes, and proposes the recipe whose model
 * behaves most like the target: `recipe.json` for `--recipe`, and `proposal.json` with every trial.
 *
 * What is chosen by is the distribution of phi over all rows, public and private together, without
 * anybody's membership, so that the rows that judge an attack later have chosen nothing by it. How members
 * and others compare is told beside.
 *
 * @param seconds that the search may take, from when the inputs are read
 * @param tell takes a line of progress
 * @param candidatesOf the recipes to try, by what was asked for
 * @returns the trials, that of the proposed recipe first
 * @throws as `readInputs`; RangeError if there was no time for any
 * @example
 * const [{ recipe }] = await proposeRecipe(request, 600, warn);
 */
export async function proposeRecipe(
  request: ReferencesArguments,
  seconds: number,
  tell: (line: string) => void,
  candidatesOf: (asked: Recipe) => readonly Candidate[] = candidatesFor,
): Promise<Trial[]> {
  const read = readInputs(request);
  try {
    const deadline = performance.now() + 1000 * seconds;
    const target = await behaviourOf(read.target, read);
    tell(`target: accuracy ${share(accuracyOf(target))} over all ${read.images.count} rows`);
    const trials: Trial[] = [];
    for (const candidate of candidatesOf(read.recipe)) {
      const trial = await tried(candidate, read, { out: request.out, deadline, target });
      tell(trialLine(trial));
      trials.push(trial);
    }
    read.inputs.requireUnchanged();
    const distance = ({ found }: Trial) => found?.distance ?? Number.POSITIVE_INFINITY;
    const sorted = trials.sort((one, other) => distance(one) - distance(other));
    const [best] = sorted;
    if (best.found === null) {
      const least = smallest(trials.map((trial) => trial.seconds));
      throw new RangeError(
        `--propose: found ${seconds} seconds, expected ${Math.ceil(least + 30)} or more for one recipe`,
      );
    }
    const { threads: _, ...recipe } = best.recipe;
    const chosenBy = "the distribution of phi over all rows, public and private, no membership";
    const about = { chosenBy, rows: read.images.count, accuracy: accuracyOf(target) };
    writeJson(path.join(request.out, "proposal.json"), { target: about, trials: sorted });
    writeJson(path.join(request.out, "recipe.json"), recipe);
    return sorted;
  } finally {
    read.close();
  }
}

/** A trial as a line for people. */
export function trialLine({ name, seconds, found }: Trial): string {
  if (found === null) return `${name}: not tried, would take about ${Math.ceil(seconds)} s`;
  const { distance, accuracyIn, accuracyOut, distanceIn, distanceOut } = found;
  const accuracy = `accuracy in ${share(accuracyIn)}, out ${share(accuracyOut)}`;
  const apart =
    distanceIn === null || distanceOut === null
      ? ""
      : `; members ${share(distanceIn)}, others ${share(distanceOut)} (told, not used)`;
  return `${name}: phi ${share(distance)} from the target's, ${accuracy}${apart}; ${Math.ceil(seconds)} s`;
}

async function tried(
  { name, recipe }: Candidate,
  read: ReferenceInputs,
  { out, deadline, target }: { out: string; deadline: number; target: Behaviour },
): Promise<Trial> {
  const { images, normalization } = read;
  const start = performance.now();
  let first = 0;
  const state = path.join(out, "proposal.state.safetensors");
  const plan = createHash("sha256").update(JSON.stringify(recipe)).digest("hex");
  const job = { model: 0, target: read.target, images, normalization, recipe, plan, state };
  forgetState(state);
  try {
    const { network } = await trainReference({
      ...job,
      onStep: (done, total) => {
        // The first step waits for the session and is not like the others.
        if (done === 1) first = performance.now() - start;
        const since = performance.now() - start - first;
        const whole = first + (since * (total - 1)) / Math.max(1, done - 1);
        if (performance.now() > deadline || (done >= TIMED && start + whole > deadline)) {
          throw new OutOfTime(whole / 1000);
        }
      },
    });
    const behaviour = await behaviourOf(network, read);
    const found = findings(behaviour, target, read, recipe);
    return { name, recipe, seconds: (performance.now() - start) / 1000, found };
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    return { name, recipe, seconds: error.seconds, found: null };
  } finally {
    forgetState(state);
  }
}

function findings(
  found: Behaviour,
  target: Behaviour,
  { sets, images }: ReferenceInputs,
  recipe: Recipe,
): TrialFindings {
  const trained = trainedRows(recipe, 0, images.count);
  const leftOut = leftOutRows(trained, images.count);
  const of = ({ phi }: Behaviour, rows: Int32Array) =>
    Float64Array.from(rows, (row) => phi.plain[row]);
  const [inside, outside] = [trained, leftOut].map((rows) => of(found, rows));
  const membership = sets.public.membership;
  const apart = (phi: Float64Array, member: number) => {
    if (membership === null) return null;
    const rows = Int32Array.from(membership.keys()).filter((row) => membership[row] === member);
    return rows.length === 0 ? null : sortedDistance(phi, of(target, rows));
  };
  return {
    distance: distanceOf(found, target),
    accuracy: accuracyOf(found),
    accuracyIn: accuracyOf(found, trained),
    accuracyOut: accuracyOf(found, leftOut),
    distanceIn: apart(inside, 1),
    distanceOut: apart(outside, 0),
  };
}

function share(value: number): string {
  return value.toFixed(3);
}
