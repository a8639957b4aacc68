import { InputError } from "../../files";
import { guaranteedEpsilon } from "./accountant";
import type { NoisyTraining } from "./noisyTraining";

/** A promise of (epsilon, delta)-differential privacy for a record that is added or removed. */
export interface Guarantee {
  readonly epsilon: number;
  readonly delta: number;
  /** What epsilon was composed from; null where it was stated. */
  readonly training: NoisyTraining | null;
  /** Where epsilon comes from, for people. */
  readonly accountant: string;
}

const COMPOSED =
  "the privacy loss of the Poisson-subsampled Gaussian composed on a grid, rounded up, or Renyi divergences where they give less: an upper bound";

const EXPECTED =
  '{"epsilon": 8, "delta": 1e-5} or {"noiseMultiplier": 1.1, "samplingRate": 0.01, "steps": 10000, "delta": 1e-5}, or null';

const isShare = (value: number) => value >= 0 && value < 1;
const isRate = (value: number) => value > 0 && value <= 1;
const isAboveZero = (value: number) => value > 0 && value < 1e6;
const isCount = (value: number) => Number.isInteger(value) && value >= 1 && value <= 1e9;

/** What each key must be. */
const RULES: Readonly<Record<string, readonly [(value: number) => boolean, string]>> = {
  epsilon: [(value) => value >= 0 && value < 1e6, "a number from 0"],
  delta: [isShare, "a number from 0 to below 1"],
  noiseMultiplier: [isAboveZero, "a number above 0"],
  samplingRate: [isRate, "a number above 0, at most 1"],
  steps: [isCount, "a whole number from 1"],
};

const STATED = ["epsilon", "delta"];
const TRAINED = ["noiseMultiplier", "samplingRate", "steps", "delta"];

/**
 * Reads the parameter `dp`: a guarantee as it was stated, or the training that it is composed from.
 *
 * @returns null for null: nothing was promised
 * @throws InputError naming the key, what was found and what was expected
 * @example
 * readGuarantee({ epsilon: 8, delta: 1e-5 }); // { epsilon: 8, delta: 1e-5, training: null, .. }
 */
export function readGuarantee(given: unknown): Guarantee | null {
  if (given === null || given === undefined) return null;
  if (typeof given !== "object" || Array.isArray(given)) throw refused(given);
  const values = given as Readonly<Record<string, unknown>>;
  const keys = Object.keys(values);
  const isForm = (form: readonly string[]) =>
    keys.length === form.length && form.every((key) => keys.includes(key));
  if (!isForm(STATED) && !isForm(TRAINED)) throw refused(given);
  for (const [key, value] of Object.entries(values)) {
    const [isSound, expected] = RULES[key];
    if (typeof value === "number" && isSound(value)) continue;
    throw new InputError(`parameter dp, ${key}`, JSON.stringify(value), expected);
  }
  const { epsilon, delta, ...training } = values as Record<string, number>;
  if (isForm(STATED)) return { epsilon, delta, training: null, accountant: "as it was stated" };
  if (delta === 0) {
    throw new InputError("parameter dp, delta", "0", "above 0: with Gaussian noise none is 0");
  }
  const noisy = training as unknown as NoisyTraining;
  return { epsilon: guaranteedEpsilon(noisy, delta), delta, training: noisy, accountant: COMPOSED };
}

function refused(given: unknown): InputError {
  return new InputError("parameter dp", JSON.stringify(given), EXPECTED);
}
