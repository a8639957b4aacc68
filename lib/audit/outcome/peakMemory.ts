/**
 * The most memory that this process has held so far (resident set), in bytes, its worker threads
 * included.
 *
 * @example
 * peakMemory(); // 1_110_000_000
 */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}
