/** Slope and intercept of P(y = 1 | s) = 1 / (1 + exp(a s + b)). */
export interface Sigmoid {
  readonly a: number;
  readonly b: number;
}

const ITERATIONS = 100;
const GRADIENT_TOLERANCE = 1e-10;
const SMALLEST_STEP = 1e-12;

/**
 * The sigmoid of least log loss against Platt's targets among those that do not fall, by Newton's
 * method with backtracking. The loss is convex: where its minimum has a slope that falls, the least
 * loss of those that do not is that of the flat one.
 *
 * Source: Lin, Lin and Weng, "A note on Platt's probabilistic outputs for support vector machines"
 * (2007), with scores centred and scaled for the iteration.
 *
 * @param scores finite
 * @param y 0 or 1, both present
 * @returns `a` at most 0
 * @example
 * fitPlatt([-1, 0, 1, 2], [0, 0, 1, 1]).a < 0; // true
 */
export function fitPlatt(scores: ArrayLike<number>, y: ArrayLike<number>): Sigmoid {
  const { centre, spread } = location(scores);
  const s = Float64Array.from(scores, (score) => (score - centre) / spread);
  const targets = plattTargets(y);
  let at = startOf(y);
  let loss = logLoss(s, targets, at);
  for (let i = 0; i < ITERATIONS; i++) {
    const { step, slope, size } = newtonStep(s, targets, at);
    if (size < GRADIENT_TOLERANCE) break;
    let length = 1;
    let next = moved(at, step, length);
    let nextLoss = logLoss(s, targets, next);
    while (nextLoss > loss + 1e-4 * length * slope && length > SMALLEST_STEP) {
      length /= 2;
      next = moved(at, step, length);
      nextLoss = logLoss(s, targets, next);
    }
    if (length <= SMALLEST_STEP) break;
    at = next;
    loss = nextLoss;
  }
  if (at.a >= 0) return { a: 0, b: flatAt(targets) };
  return { a: at.a / spread, b: at.b - (at.a * centre) / spread };
}

/** Targets drawn in from 0 and 1 (Platt, section 2.2): (n1 + 1) / (n1 + 2) and 1 / (n0 + 2). */
function plattTargets(y: ArrayLike<number>): Float64Array {
  const { members, others } = countLabels(y);
  return Float64Array.from(y, (label) =>
    label === 1 ? (members + 1) / (members + 2) : 1 / (others + 2),
  );
}

/** The intercept at which every row gets the targets' mean. */
function flatAt(targets: Float64Array): number {
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  return Math.log((1 - mean) / mean);
}

function startOf(y: ArrayLike<number>): Sigmoid {
  const { members, others } = countLabels(y);
  return { a: 0, b: Math.log((others + 1) / (members + 1)) };
}

function countLabels(y: ArrayLike<number>) {
  let members = 0;
  for (let i = 0; i < y.length; i++) members += y[i];
  return { members, others: y.length - members };
}

function location(scores: ArrayLike<number>) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    low = Math.min(low, scores[i]);
    high = Math.max(high, scores[i]);
  }
  const centre = low / 2 + high / 2;
  return { centre, spread: high - centre || 1 };
}

function logLoss(s: Float64Array, targets: Float64Array, { a, b }: Sigmoid): number {
  let loss = 0;
  for (let i = 0; i < s.length; i++) {
    const z = a * s[i] + b;
    const softplus = z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
    loss += softplus - (1 - targets[i]) * z;
  }
  return loss;
}

/** Newton's step, the loss's slope along it, and the largest entry of the gradient. */
function newtonStep(s: Float64Array, targets: Float64Array, { a, b }: Sigmoid) {
  let ga = 0;
  let gb = 0;
  let haa = 1e-12;
  let hab = 0;
  let hbb = 1e-12;
  for (let i = 0; i < s.length; i++) {
    const p = 1 / (1 + Math.exp(a * s[i] + b));
    const residual = targets[i] - p;
    const weight = p * (1 - p);
    ga += s[i] * residual;
    gb += residual;
    haa += s[i] * s[i] * weight;
    hab += s[i] * weight;
    hbb += weight;
  }
  const determinant = haa * hbb - hab * hab;
  const step = {
    a: -(hbb * ga - hab * gb) / determinant,
    b: -(haa * gb - hab * ga) / determinant,
  };
  const size = Math.max(Math.abs(ga), Math.abs(gb)) / s.length;
  return { step, slope: ga * step.a + gb * step.b, size };
}

function moved(from: Sigmoid, step: Sigmoid, length: number): Sigmoid {
  return { a: from.a + length * step.a, b: from.b + length * step.b };
}
