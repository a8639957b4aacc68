import { checkLevel, DEFAULT_LEVEL } from "./interval";

/** How a bootstrap is run. */
export interface BootstrapOptions {
  /** An integer in 0 .. 2^32 - 1: the same seed gives the same interval. */
  readonly seed: number;
  /** 2,000 unless given. */
  readonly replicates?: number;
  /** .95 unless given. */
  readonly level?: number;
}

/**
 * The options with what was left out filled in.
 *
 * @throws RangeError if the level or the number of replicates is out of range
 * @example
 * bootstrapDefaults({ seed: 42 }); // { seed: 42, replicates: 2000, level: .95 }
 */
export function bootstrapDefaults(options: BootstrapOptions): Required<BootstrapOptions> {
  const { seed, replicates = 2000, level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  if (!(Number.isInteger(replicates) && replicates >= 100)) {
    throw new RangeError(`replicates: found ${replicates}, expected a whole number of 100 or more`);
  }
  return { seed, replicates, level };
}
