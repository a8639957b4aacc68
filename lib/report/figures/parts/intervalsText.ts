import type { Estimate } from "../../../metrics";

/**
 * What a caption says of the intervals that are drawn: nothing where there are none, and how many
 * where some estimates have none.
 *
 * @example
 * intervalsText([{ value: 0.6, low: 0.5, high: 0.7 }]); // ", 95 % intervals"
 * intervalsText([]); // ""
 */
export function intervalsText(estimates: readonly Estimate[]): string {
  const drawn = estimates.filter(({ low }) => low !== null).length;
  if (drawn === 0) return "";
  if (drawn === estimates.length) return ", 95 % intervals";
  return `, 95 % intervals of ${drawn} of the ${estimates.length}`;
}
