import { firstNotFinite } from "../firstNotFinite";
import type { Fail } from "../formats/pickle/values";
import { InputError } from "../inputError";
import { asLogits } from "./asLogits";
import type { Contents } from "./contents";
import { type ByClass, kindOf, type OutputKind } from "./kinds";
import { lossesAsLogits } from "./lossesAsLogits";

/** What a model said of rows, without the model. */
export interface GivenOutputs {
  readonly kind: OutputKind;
  readonly rows: number;
  /** Two where the file holds losses: the label's class and all others. */
  readonly classes: number;
  /** One array of logits a view, [rows, classes], row-major; the first is of the plain rows. */
  readonly views: readonly Float32Array[];
  /** What was guessed and what had to be changed: a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Understands a file's numbers as outputs: [rows, classes], [rows, views, classes], or one number a
 * row, which is a loss, or of two classes the second's logit or probability.
 *
 * @throws InputError if the shape is another, a number is none, or the numbers are not what their
 *   name says
 * @example
 * outputsOf("logits.npy", contentsOf("logits.npy")).classes; // 44
 */
export function outputsOf(path: string, contents: Contents): GivenOutputs {
  const fail: Fail = (found, expected) => {
    throw new InputError(path, found, expected);
  };
  const { values, shape, said } = contents;
  checkNumbers(contents, fail);
  const [rows] = shape;
  const flat = shape.length === 1 || (shape.length === 2 && shape[1] === 1);
  if (flat) return ofOneNumber(values, said, rows, fail, contents.notes);
  if (said === "losses") return fail(`losses of shape [${shape}]`, "[rows], one number a row");
  const classes = shape[shape.length - 1];
  const count = shape.length === 3 ? shape[1] : 1;
  if (classes < 2) return fail(`outputs of shape [${shape}]`, "two classes or more");
  const whole = { values, rows: rows * count, classes };
  const { kind, note } = kindOf(whole, said, fail);
  const { data, zeros } = asLogits(whole, kind);
  const notes = [...contents.notes, note, ...zeroNotes(zeros), ...viewNotes(count)];
  return { kind, rows, classes, views: viewsOf(data, rows, count, classes), notes };
}

function checkNumbers({ values, shape, said }: Contents, fail: Fail): void {
  // As float32, which they are computed with: a number beyond it is infinite there.
  const numbers = values instanceof Float32Array ? values : new Float32Array(values);
  const start =
    said === "log-probabilities" ? numbers.map((v) => (v === -Infinity ? 0 : v)) : numbers;
  const bad = firstNotFinite(start);
  if (bad < 0) return;
  const row = Math.floor(bad / (values.length / shape[0]));
  fail(`${values[bad]} among the outputs of row ${row}`, "finite numbers of float32");
}

function ofOneNumber(
  values: ArrayLike<number>,
  said: OutputKind | null,
  rows: number,
  fail: Fail,
  before: readonly string[],
): GivenOutputs {
  if (said === null || said === "losses") {
    const { data, note } = lossesAsLogits(values, fail);
    return { kind: "losses", rows, classes: 2, views: [data], notes: [...before, note] };
  }
  const both = twoClasses(values, said, rows);
  const { kind, note } = kindOf(both, said, fail);
  const { data, zeros } = asLogits(both, kind);
  const two = "one number a row: two classes, the number is of the second";
  const notes = [...before, two, note, ...zeroNotes(zeros)];
  return { kind, rows, classes: 2, views: [data], notes };
}

/** The first class beside the second's numbers. */
function twoClasses(values: ArrayLike<number>, said: OutputKind, rows: number): ByClass {
  const both = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    both[2 * row + 1] = values[row];
    if (said === "probabilities") both[2 * row] = 1 - values[row];
    if (said === "log-probabilities") both[2 * row] = Math.log(-Math.expm1(values[row]));
  }
  return { values: both, rows, classes: 2 };
}

function viewsOf(data: Float32Array, rows: number, count: number, classes: number): Float32Array[] {
  if (count === 1) return [data];
  return Array.from({ length: count }, (_, view) => {
    const one = new Float32Array(rows * classes);
    for (let row = 0; row < rows; row++) {
      const from = (row * count + view) * classes;
      one.set(data.subarray(from, from + classes), row * classes);
    }
    return one;
  });
}

function zeroNotes(zeros: number): string[] {
  return zeros === 0 ? [] : [`${zeros} probabilities of 0 taken as 2^-126`];
}

function viewNotes(count: number): string[] {
  return count === 1 ? [] : [`${count} views a row: the first is taken as the plain one`];
}
