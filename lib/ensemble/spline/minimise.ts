import type { Objective } from "./loss";

/** Steps whose changes shape the next one. */
const MEMORY = 10;

/** How a minimisation ended. */
export interface Minimum {
  readonly weights: Float64Array;
  readonly steps: number;
  /** Whether the largest slope fell to `tol`, or the value as low as rounding lets it. */
  readonly converged: boolean;
}

/** How {@link minimise} goes about it. */
interface MinimiseOptions {
  /** Multiplies in place by an estimate of the inverse curvature. */
  readonly precondition: (vector: Float64Array) => Float64Array;
  /** The largest slope that counts as none. */
  readonly tol: number;
  readonly maxSteps: number;
  /** Called after each step; the solver waits for the promise, so that others have their turn. */
  readonly afterStep?: (step: number) => Promise<void>;
}

/**
 * Minimises a convex function by limited-memory BFGS from 0, with a backtracking line search.
 *
 * Source: Nocedal and Wright, "Numerical Optimization" (2006), algorithm 7.4.
 *
 * @example
 * const { weights } = await minimise(objective, n, { precondition, tol: 1e-6, maxSteps: 200 });
 */
export async function minimise(
  objective: Objective,
  n: number,
  options: MinimiseOptions,
): Promise<Minimum> {
  let weights = new Float64Array(n);
  let gradient = new Float64Array(n);
  let value = objective(weights, gradient);
  const history: Change[] = [];
  for (let steps = 0; ; steps++) {
    const converged = gradient.every((slope) => Math.abs(slope) <= options.tol);
    if (converged || steps === options.maxSteps) return { weights, steps, converged };
    const direction = descent(gradient, history, options.precondition);
    const slope = dot(direction, gradient);
    let next = weights;
    const nextGradient = new Float64Array(n);
    let nextValue = value;
    let length = 1;
    do {
      next = weights.map((w, i) => w + length * direction[i]);
      nextValue = objective(next, nextGradient);
      length /= 2;
    } while (nextValue > value + 2e-4 * length * slope && length > 1e-10);
    if (nextValue >= value) return { weights, steps, converged: true };
    history.push(changeOf(weights, next, gradient, nextGradient));
    if (history.length > MEMORY) history.shift();
    [weights, gradient, value] = [next, nextGradient, nextValue];
    await options.afterStep?.(steps + 1);
  }
}

/** A step and what it did to the gradient. */
interface Change {
  readonly step: Float64Array;
  readonly bend: Float64Array;
  /** 1 / (step . bend). */
  readonly scale: number;
}

function changeOf(from: Float64Array, to: Float64Array, before: Float64Array, after: Float64Array) {
  const step = to.map((w, i) => w - from[i]);
  const bend = after.map((g, i) => g - before[i]);
  return { step, bend, scale: 1 / dot(step, bend) };
}

/** The direction of the next step, by the two-loop recursion. */
function descent(
  gradient: Float64Array,
  history: readonly Change[],
  precondition: (vector: Float64Array) => Float64Array,
): Float64Array {
  const vector = gradient.map((g) => -g);
  const shares: number[] = [];
  for (let h = history.length - 1; h >= 0; h--) {
    const { step, bend, scale } = history[h];
    shares[h] = scale * dot(step, vector);
    addTimes(vector, bend, -shares[h]);
  }
  precondition(vector);
  history.forEach(({ step, bend, scale }, h) => {
    addTimes(vector, step, shares[h] - scale * dot(bend, vector));
  });
  return vector;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function addTimes(to: Float64Array, values: Float64Array, by: number): void {
  for (let i = 0; i < to.length; i++) to[i] += by * values[i];
}
