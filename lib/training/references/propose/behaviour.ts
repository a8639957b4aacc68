import { computeLogits, type Logits, openEngine, viewOf } from "../../../inference";
import { phiOf } from "../../../lira";
import type { Network } from "../../../network";
import { largest, take } from "../../../numeric/arrays";
import type { ReferenceInputs } from "../readInputs";
import { REFERENCE_VIEWS } from "../writeReference";

/** What a model does with all images of an audit, public and private, one after the other. */
export interface Behaviour {
  /** 1 where it names the plain image right, else 0. */
  readonly right: Uint8Array;
  /** phi of each image by view. */
  readonly phi: Readonly<Record<string, Float64Array>>;
}

/**
 * Shows a model all images, plain and flipped.
 *
 * @throws RangeError if its logits are not finite
 */
export async function behaviourOf(network: Network, read: ReferenceInputs): Promise<Behaviour> {
  const { sets, images, normalization, recipe } = read;
  const engine = await openEngine(network, { engine: "auto", threads: recipe.threads });
  const phi: Record<string, Float64Array> = {};
  const right = new Uint8Array(images.count);
  try {
    for (const view of REFERENCE_VIEWS) {
      phi[view] = new Float64Array(images.count);
      let from = 0;
      for (const { images: stored, labels } of Object.values(sets)) {
        const logits = await computeLogits(engine, viewOf(stored, view), normalization);
        phi[view].set(phiOf(logits, labels), from);
        if (view === "plain") right.set(rightOnes(logits, labels), from);
        from += labels.length;
      }
    }
  } finally {
    await engine.close();
  }
  return { right, phi };
}

/** 1 where the largest logit is the label's, else 0. */
function rightOnes({ data, classes }: Logits, labels: Int32Array): Uint8Array {
  return Uint8Array.from(labels, (label, row) => {
    const z = data.subarray(row * classes, (row + 1) * classes);
    return z.indexOf(largest(z)) === label ? 1 : 0;
  });
}

/** Share of some rows, or of all, that a model names right: 0 to 1. */
export function accuracyOf({ right }: Behaviour, rows?: Int32Array): number {
  const own = rows ? take(right, rows) : right;
  return own.reduce((sum, one) => sum + one, 0) / own.length;
}

/**
 * How far a model's phi lie from the target's, in standard deviations of the target's: the mean distance
 * between the two sorted lists (Wasserstein's), the mean over views. Whose phi is whose is not looked at, and
 * nobody's membership: of a reference half of the rows are its members, of the target about as many.
 *
 * @returns 0 or more, of no dimension
 */
export function distanceOf(found: Behaviour, target: Behaviour): number {
  const views = Object.keys(target.phi);
  const distances = views.map((view) => sortedDistance(found.phi[view], target.phi[view]));
  return distances.reduce((sum, distance) => sum + distance, 0) / views.length;
}

/**
 * The same for some values and others, which may be fewer or more.
 *
 * @example
 * sortedDistance(Float64Array.of(1, 3), Float64Array.of(0, 2)); // 1, the deviation of (0, 2)
 */
export function sortedDistance(found: Float64Array, target: Float64Array): number {
  const [one, other] = [found, target].map((values) => values.slice().sort());
  const count = Math.max(one.length, other.length);
  const at = (values: Float64Array, i: number) =>
    values[Math.floor(((i + 0.5) * values.length) / count)];
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.abs(at(one, i) - at(other, i));
  const mean = other.reduce((total, value) => total + value, 0) / other.length;
  const square = other.reduce((total, value) => total + (value - mean) ** 2, 0) / other.length;
  return sum / count / Math.sqrt(Math.max(square, Number.MIN_VALUE));
}
