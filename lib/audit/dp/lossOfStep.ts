import { normalCdf } from "../../metrics";

/** One step of training with noise, as an accountant sees it. */
export interface Step {
  readonly samplingRate: number;
  readonly noiseMultiplier: number;
}

/** The privacy loss of one step, rounded up onto a grid: what is on it dominates what it stands for. */
export interface LossOfStep {
  /** The loss of mass k is (first + k) x spacing. */
  readonly first: number;
  readonly spacing: number;
  /** Chance of each loss where the record is removed, and where it is added (there loss -(first + k) x spacing). */
  readonly removed: Float64Array;
  readonly added: Float64Array;
  /** What lies beyond the grid at its top: chance of a loss taken as infinite. */
  readonly beyond: { readonly removed: number; readonly added: number };
}

/**
 * The losses ln(P / Q) of one step of the subsampled Gaussian on a grid, P being the mixture with the record and Q the
 * noise alone. Each cell's mass is split among its two ends so that its chance is kept under P and under Q: of all
 * distributions on the grid that dominate the true one, the closest ("connecting the dots").
 *
 * @param reach standard deviations of noise that the grid holds
 * @param most cells
 * @returns null where the grid would have more
 * @see Doroshenko, Ghazi, Kamath, Kumar and Manurangsi (2022), Connect the Dots
 * @example
 * lossOfStep({ samplingRate: 0.01, noiseMultiplier: 1 }, 1e-4, 9, 1e6)?.removed; // sums to 1
 */
export function lossOfStep(
  step: Step,
  spacing: number,
  reach: number,
  most: number,
): LossOfStep | null {
  const sigma = step.noiseMultiplier;
  const first = Math.floor(lossAt(step, -reach * sigma) / spacing);
  const last = Math.ceil(lossAt(step, 1 + reach * sigma) / spacing);
  const cells = last - first;
  if (!(cells < most)) return null;
  const removed = new Float64Array(cells + 1);
  const added = new Float64Array(cells + 1);
  const shares = -Math.expm1(-spacing);
  const { samplingRate: q } = step;
  let from = tailsAt(step, placeOf(step, first * spacing));
  // Below the grid: for removal the loss is rounded up to its first point, for addition it is beyond the top.
  const below = chances(tailsAt(step, Number.NEGATIVE_INFINITY), from);
  removed[0] += q * below.moved + (1 - q) * below.still;
  const beyond = { removed: 0, added: below.still };
  for (let k = 0; k < cells; k++) {
    const to = tailsAt(step, placeOf(step, (first + k + 1) * spacing));
    const { moved, still } = chances(from, to);
    from = to;
    const mixed = q * moved + (1 - q) * still;
    // a chance that is no float64 is taken for none: the loss is infinite then
    if (mixed === 0 || still === 0) {
      beyond.removed += mixed;
      beyond.added += still;
      continue;
    }
    const loss = (first + k) * spacing;
    const upper = share((1 - Math.exp(loss) * (still / mixed)) / shares);
    removed[k] += (1 - upper) * mixed;
    removed[k + 1] += upper * mixed;
    const lower = share((1 - Math.exp(-loss - spacing) * (mixed / still)) / shares);
    added[k] += lower * still;
    added[k + 1] += (1 - lower) * still;
  }
  const above = chances(from, tailsAt(step, Number.POSITIVE_INFINITY));
  beyond.removed += q * above.moved + (1 - q) * above.still;
  added[cells] += above.still;
  return { first, spacing, removed, added, beyond };
}

const share = (value: number) => Math.min(1, Math.max(0, value));

/** ln((1 - q) + q exp((2z - 1) / (2 sigma^2))) at an output z. */
function lossAt({ samplingRate: q, noiseMultiplier: sigma }: Step, z: number): number {
  const moved = Math.log(q) + (2 * z - 1) / (2 * sigma ** 2);
  if (q === 1) return moved;
  const still = Math.log1p(-q);
  const larger = Math.max(moved, still);
  return larger + Math.log1p(Math.exp(Math.min(moved, still) - larger));
}

/** The output at which the loss is this one; -Infinity where it never is so small. */
function placeOf({ samplingRate: q, noiseMultiplier: sigma }: Step, loss: number): number {
  const inner = q + Math.expm1(loss);
  if (q < 1 && inner <= 0) return Number.NEGATIVE_INFINITY;
  const log = loss > 1 ? loss + Math.log1p((q - 1) * Math.exp(-loss)) : Math.log(inner);
  return sigma ** 2 * ((q === 1 ? loss : log) - Math.log(q)) + 0.5;
}

/** A place under a normal distribution: the chance of its own side's tail beyond it, in which no digit is lost. */
interface Tail {
  readonly chance: number;
  readonly isUpper: boolean;
}

/** The tails at an output, with the record's move and without. */
interface Tails {
  readonly moved: Tail;
  readonly still: Tail;
}

function tailsAt({ noiseMultiplier: sigma }: Step, z: number): Tails {
  return { moved: tailAt((z - 1) / sigma), still: tailAt(z / sigma) };
}

function tailAt(x: number): Tail {
  return { chance: normalCdf(-Math.abs(x)), isUpper: x > 0 };
}

/** Chances of an output between two places. */
function chances(from: Tails, to: Tails) {
  return { moved: between(from.moved, to.moved), still: between(from.still, to.still) };
}

function between(from: Tail, to: Tail): number {
  if (from.isUpper !== to.isUpper) return 1 - from.chance - to.chance;
  return Math.max(0, from.isUpper ? from.chance - to.chance : to.chance - from.chance);
}
