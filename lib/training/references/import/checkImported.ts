import { InputError, printable } from "../../../files";
import { likeness } from "./likeness";

/** What the target and imported models say of one dataset. */
export interface SeenSet {
  readonly set: string;
  readonly ids: readonly (number | string)[];
  readonly labels: Int32Array;
  /** phi under the target. */
  readonly target: Float64Array;
  /** phi [models, rows] under the references. */
  readonly references: Float64Array;
  /** [models, rows]: 1 in, 0 out. */
  readonly trainedOn: Uint8Array;
}

/** Standard errors beyond which something is no chance. */
const SURE = 4;
/** Rows below which outputs in the right order need not show it. */
const FEW = 100;

/**
 * Looks whether outputs are of the images, in their order: references must find hard what the target finds hard, within
 * classes, in all parts of the set.
 *
 * @param isSaid whether ids or labels say which row is which: then few rows need not show it
 * @returns what was seen, in a sentence
 * @throws InputError if they are not, or it cannot be told
 */
export function requireSameOrder(path: string, seen: SeenSet, isSaid: boolean): string {
  const { set, labels, target } = seen;
  const { correlation, z, unlike } = likeness(target, meanOverModels(seen), labels);
  const rows = labels.length;
  const told = `correlation ${correlation.toFixed(2)} over ${rows} rows`;
  if (z > SURE && unlike === null)
    return `${set}: references and target agree on what is hard (${told})`;
  const say = isSaid ? "" : "; ids.npy or labels.npy beside them would say which row is which";
  if (z > SURE && unlike !== null) {
    const { from, to } = unlike;
    const found = `outputs that follow the target's on ${set} rows but not on ${from} to ${to - 1}`;
    throw new InputError(path, found, `those of the images in one order${say}`);
  }
  if (isSaid && rows < FEW && z > -SURE) {
    return `${set}: too few rows to see whether references agree with the target (${told})`;
  }
  const found = `outputs that do not follow the target's on ${set} rows (${told})`;
  throw new InputError(path, found, `those of the same images in the same order${say}`);
}

function meanOverModels({ references, labels }: SeenSet): Float64Array {
  const rows = labels.length;
  const models = references.length / rows;
  const mean = new Float64Array(rows);
  references.forEach((phi, k) => {
    mean[k % rows] += phi / models;
  });
  return mean;
}

/** What a mask allows. */
export interface MaskSummary {
  /** Whether every image has a model that was trained on it. */
  readonly online: boolean;
  readonly notes: readonly string[];
}

/**
 * Looks at masks of all datasets: every image must have been left out by a model, and models must be surer of what they
 * were trained on than of what not.
 *
 * @throws InputError naming an image that all models were trained on, a mask that is all out, or one that is
 *   the wrong way round
 */
export function checkMasks(path: string, sets: readonly SeenSet[]): MaskSummary {
  let online = true;
  const gaps: number[] = [];
  let inside = 0;
  let all = 0;
  for (const seen of sets) {
    const { set, ids, labels, references, trainedOn } = seen;
    const rows = labels.length;
    const models = trainedOn.length / rows;
    for (let row = 0; row < rows; row++) {
      let [count, sumIn, sumOut] = [0, 0, 0];
      for (let k = row; k < trainedOn.length; k += rows) {
        count += trainedOn[k];
        if (trainedOn[k] === 1) sumIn += references[k];
        else sumOut += references[k];
      }
      inside += count;
      all += models;
      if (count === models) {
        const found = `${set} id ${printable(String(ids[row]))}, which every model was trained on`;
        throw new InputError(path, found, "a mask with one left out");
      }
      online &&= count > 0;
      if (count > 0) gaps.push(sumIn / count - sumOut / (models - count));
    }
  }
  if (inside === 0) {
    throw new InputError(path, "a mask that is all out", `models trained on some of the ${all}`);
  }
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const square = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  const z = mean / Math.sqrt(square / gaps.length || Number.MIN_VALUE);
  const told = `phi ${mean.toFixed(2)} higher in than out, on average`;
  if (z < -SURE) {
    const found = `models that are less sure of what they were trained on (phi ${(-mean).toFixed(2)} lower)`;
    throw new InputError(path, found, "a mask that is 1 where a model was trained on the row");
  }
  return {
    online,
    notes: [
      z > SURE ? told : `${told}, which is no more than chance: the mask may be of other rows`,
      ...(online ? [] : ["some images no model was trained on: attacks are offline ones"]),
    ],
  };
}
