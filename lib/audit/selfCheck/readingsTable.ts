import type { RecordedReading } from "../outcome";

/**
 * The readings as rows for a table, the most accurate first.
 *
 * @example
 * showTable(readingsTable(check), { caption: "Other readings of the same files" });
 */
export function readingsTable({ readings }: { readonly readings: readonly RecordedReading[] }) {
  return [...readings]
    .sort((one, other) => other.accuracy - one.accuracy)
    .map(({ reading, parameter, n, accuracy, atHand, better, worse, adjusted }) => ({
      reading,
      rows: n,
      accuracy,
      "as read": atHand,
      "better / worse": `${better} / ${worse}`,
      "p, adjusted": adjusted,
      "taken by": parameter,
    }));
}
