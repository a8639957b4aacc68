import { readFileSync } from "node:fs";

/** Where Linux lists what a processor can do. */
const FEATURES = "/proc/cpuinfo";

/**
 * Whether the processor multiplies tiles of bytes (Intel's AMX), as far as the system says so: only Linux does. The numbers
 * are the same either way, so that nothing but the time hangs on it.
 *
 * @example
 * hasByteTiles(); // true on an Intel Xeon since 2023
 */
export function hasByteTiles(): boolean {
  try {
    return /\bamx_int8\b/.test(readFileSync(FEATURES, "utf8"));
  } catch {
    return false;
  }
}
