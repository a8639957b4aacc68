import type { Fail } from "../formats/pickle/values";

/** What the numbers of a file of outputs can be. */
export const OUTPUT_KINDS = ["logits", "probabilities", "log-probabilities", "losses"] as const;

export type OutputKind = (typeof OUTPUT_KINDS)[number];

/** How far a row of probabilities may be from 1: float16 of 1,000 classes is within it. */
const TOLERANCE = 5e-3;
/** Rows that are looked at to settle a kind; all are checked against it. */
const LOOKED_AT = 4096;

/** Numbers of classes by row: [rows, classes], row-major. */
export interface ByClass {
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly classes: number;
}

/** A kind, and whether a name or the numbers settled it. */
export interface SettledKind {
  readonly kind: Exclude<OutputKind, "losses">;
  readonly note: string;
}

/**
 * Settles what outputs by class are: what a name says, if the numbers bear it out; else what the
 * numbers can be. Rows of probabilities lie between 0 and 1 and sum to 1, rows of their logarithms
 * are at most 0 and their exponentials sum to 1; anything else is logits.
 *
 * @param said what the name of the array or column says; null if it says nothing
 * @throws InputError through `fail` naming the first row that is not what the name says
 * @example
 * kindOf({ values: [0.2, 0.8], rows: 1, classes: 2 }, null, fail).kind; // "probabilities"
 */
export function kindOf(
  outputs: ByClass,
  said: SettledKind["kind"] | null,
  fail: Fail,
): SettledKind {
  if (said === "probabilities" || said === "log-probabilities") {
    const row = firstUnlike(outputs, said, outputs.rows);
    if (row >= 0) fail(`${said} of row ${row} ${whatIsWrong(said)}`, `${said}, as the name says`);
    return { kind: said, note: `${said}, as the name says; every row sums to 1` };
  }
  for (const kind of ["probabilities", "log-probabilities"] as const) {
    if (firstUnlike(outputs, kind, Math.min(outputs.rows, LOOKED_AT)) >= 0) continue;
    const row = firstUnlike(outputs, kind, outputs.rows);
    if (row >= 0) fail(`rows that are ${kind} before row ${row} and not from it on`, "one kind");
    const instead = said === null ? "" : `, although the name says ${said}`;
    return { kind, note: `taken as ${kind}: every row sums to 1${instead}` };
  }
  const note = said === null ? "taken as logits: rows do not sum to 1" : "logits, as the name says";
  return { kind: "logits", note };
}

function whatIsWrong(kind: OutputKind): string {
  return kind === "probabilities"
    ? "that are not between 0 and 1 with sum 1"
    : "that are above 0 or whose exponentials do not sum to 1";
}

function firstUnlike({ values, classes }: ByClass, kind: OutputKind, rows: number): number {
  const probability = kind === "probabilities" ? (value: number) => value : Math.exp;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let k = row * classes; k < (row + 1) * classes; k++) {
      const p = probability(values[k]);
      if (!(p >= -TOLERANCE && p <= 1 + TOLERANCE)) return row;
      sum += p;
    }
    if (!(Math.abs(sum - 1) <= TOLERANCE)) return row;
  }
  return -1;
}
