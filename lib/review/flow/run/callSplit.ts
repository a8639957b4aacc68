import { flat, nothing, oneOf, type Value, valueWith } from "../data/value";
import type { Call } from "./call";
import type { Given } from "./given";
import { cutRows } from "./rows";
import { type Run, stepAt } from "./run";

/** What `train_test_split` gives: of each of its arrays the two sides, of the same rows each. */
export function halves(given: Given, call: Call, run: Run): Value {
  const arrays = given.placed.filter(({ constant }) => constant === undefined);
  if (arrays.length > 0 && arrays.every(isCount)) return halvesOfIndices(call, run);
  const rows = oneOf(arrays.map((value) => flat(value)));
  const split = stepAt("split", call);
  const key = `split ${split.cell}:${split.line}`;
  const parts = rows.parts.size > 0 ? rows.parts : new Set([run.parts.source(`rows@${key}`)]);
  if (run.splits.length < 200) run.splits.push({ parts, fits: rows.fits, at: split });
  const beside = rows.parts.size > 0 ? arrays.map((value) => flat(value).parts) : [parts];
  const items = arrays.flatMap((array) => {
    const one = flat(array);
    return (["train", "test"] as const).map((side) => {
      const cut = { kind: "split", side, split } as const;
      const name = `${key} ${side}`;
      run.cuts.set(name, cut);
      if (one.index !== null && one.parts.size === 0) return { ...one, index: name };
      return cutRows({ ...one, parts, constant: undefined }, name, cut, run, beside);
    });
  });
  return valueWith({ items, marks: new Set(["halves"]) });
}

/** Parts of a data set by their lengths, as `random_split` gives them: the first is for training. */
export function lengths(given: Given, call: Call, run: Run): Value {
  const rows = flat(given.at(0, "dataset"));
  const count = given.at(1, "lengths").items?.length ?? 2;
  const split = stepAt("split", call);
  const items = Array.from({ length: Math.min(count, 8) }, (_, i) => {
    const side = i === 0 ? "train" : "test";
    const key = `split ${split.cell}:${split.line} ${i}`;
    return cutRows(rows, key, { kind: "split", side, split }, run);
  });
  return valueWith({ items });
}

/** What a loop over a splitter's folds goes through: which rows train, which test. */
export function folds(call: Pick<Call, "cell" | "line" | "text">, run: Run): Value {
  const split = stepAt("split", call);
  const indices = (["train", "test"] as const).map((side) => {
    const index = `fold ${split.cell}:${split.line} ${side}`;
    run.cuts.set(index, { kind: "fold", side, split });
    return valueWith({ index });
  });
  return valueWith({ items: [{ ...nothing, items: indices }] });
}

/** Whether a value is a number of rows and holds none. */
function isCount(value: Value): boolean {
  const { parts, items, index } = flat(value);
  return parts.size === 0 && items === null && index === null;
}

/** Of a number of rows: which of them are on each side. */
function halvesOfIndices(call: Call, run: Run): Value {
  return cutInto(["train", "test"], call, run);
}

/** Indices of parts of the rows by the parts' names; the first is for fitting. */
export function cutInto(names: readonly string[], call: Call, run: Run): Value {
  const split = stepAt("split", call);
  const indices = names.map((name, i): [string, Value] => {
    const index = `split ${split.cell}:${split.line} ${name}`;
    run.cuts.set(index, { kind: "split", side: i === 0 ? "train" : "test", split });
    return [name, valueWith({ index })];
  });
  return valueWith({ entries: new Map(indices), items: indices.map(([, index]) => index) });
}
