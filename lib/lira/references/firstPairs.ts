import type { ReferenceOutputs } from "./outputs";

/**
 * What the first pairs of reference models say, as if there were no others: models stand in the order in which
 * `npm run references` trains them, a pair's two after one another.
 *
 * @param pairs from 1
 * @throws RangeError if there are not so many
 * @example
 * firstPairs(outputs, 1).models; // 2
 */
export function firstPairs(outputs: ReferenceOutputs, pairs: number): ReferenceOutputs {
  const { rows, classes, logits, phi, trainedOn } = outputs;
  const models = 2 * pairs;
  if (!Number.isInteger(pairs) || pairs < 1 || models > outputs.models) {
    const most = Math.floor(outputs.models / 2);
    throw new RangeError(`pairs: found ${pairs}, expected a whole number from 1 to ${most}`);
  }
  return {
    ...outputs,
    models,
    logits: firstOf(logits, models * rows * classes),
    ...(phi && { phi: firstOf(phi, models * rows) }),
    trainedOn: trainedOn.subarray(0, models * rows),
  };
}

function firstOf<T extends Float32Array | Float64Array>(
  byView: ReadonlyMap<string, T>,
  length: number,
): Map<string, T> {
  return new Map([...byView].map(([view, data]) => [view, data.subarray(0, length) as T]));
}
