import { limits } from "../../limits";
import { NumpyArray, withoutNumpy } from "../numpy/numpyGlobals";
import { describe, type Fail, InertRecord } from "../pickle/values";
import { Tensor } from "../tensor/tensor";

const MEND =
  "columns of numbers, texts or arrays: save .to_numpy(), with torch.save or numpy.savez";

/**
 * A value of a pickle as plain columns where it is one of pandas: a Series or Index becomes what a
 * numpy array of it would (a tensor or a list), a DataFrame a dict of such by name. Any other value
 * stays as it is, with the content of a numpy array in place of the array.
 *
 * @throws InputError through `fail` where the values are of a kind that only pandas knows
 * @example
 * plainColumn(series, fail); // a Tensor, or ["in", "out"]
 */
export function plainColumn(value: unknown, fail: Fail): unknown {
  if (!(value instanceof InertRecord) || !value.className.startsWith("pandas.")) {
    return withoutNumpy(value);
  }
  const refuse: Fail = (found, expected) => fail(`${value.className}: ${found}`, expected);
  if (value.className === "pandas.core.frame.DataFrame") return frame(value, refuse);
  if (value.className === "pandas.core.series.Series") return series(value, refuse);
  if (value.attributes.has("data")) return column(value.attributes.get("data"), refuse);
  return value.className.endsWith(".RangeIndex") ? range(value, refuse) : refuse("no data", MEND);
}

function range({ attributes }: InertRecord, fail: Fail): number[] {
  const [start, stop, step] = ["start", "stop", "step"].map((name) => attributes.get(name));
  const count = Math.ceil((Number(stop) - Number(start)) / Number(step));
  const sound = [start, stop, step].every(Number.isSafeInteger) && count >= 0;
  if (!sound || count > limits.images) return fail("a range without sound ends", MEND);
  return Array.from({ length: count }, (_, i) => Number(start) + i * Number(step));
}

function manager({ attributes }: InertRecord, fail: Fail): InertRecord {
  const held = attributes.get("_mgr") ?? attributes.get("_data");
  return held instanceof InertRecord ? held : fail("no manager of blocks", MEND);
}

function series(record: InertRecord, fail: Fail): unknown {
  const held = manager(record, fail);
  const extra = Array.isArray(held.state) ? held.state[3] : undefined;
  const told = extra instanceof Map ? extra.get("0.14.1") : undefined;
  const blocks = told instanceof Map ? told.get("blocks") : undefined;
  const [block] = Array.isArray(blocks) ? blocks : [];
  if (block instanceof Map) return column(block.get("values"), fail);
  const [made] = held.args;
  return made instanceof InertRecord ? column(made.args[0], fail) : fail("no block", MEND);
}

/** One-dimensional values: an array, or one of pandas' own arrays around it. */
function column(values: unknown, fail: Fail): unknown {
  if (values instanceof NumpyArray) return flat(values.content, fail);
  if (!(values instanceof InertRecord)) return fail(describe(values), MEND);
  if (values.className.startsWith("pandas.core.indexes.")) return plainColumn(values, fail);
  const state: readonly unknown[] = Array.isArray(values.state) ? values.state : [];
  const array = state.find((part) => part instanceof NumpyArray);
  if (values.className.endsWith(".Categorical")) return categories(array, state, fail);
  if (values.className.endsWith(".StringArray") && array !== undefined) return column(array, fail);
  const { attributes } = values;
  return attributes.has("_mask") ? masked(attributes, fail) : fail(describe(values), MEND);
}

function flat(content: NumpyArray["content"], fail: Fail): unknown {
  if (content instanceof InertRecord) return fail(describe(content), MEND);
  const single = content instanceof Tensor && content.shape.length === 2 && content.shape[0] === 1;
  return single ? content.at(0) : content;
}

/** A category's number stands for its name; -1 for none. */
function categories(codes: unknown, state: readonly unknown[], fail: Fail): unknown[] {
  const type = state.find(
    (part) => part instanceof InertRecord && part.attributes.has("categories"),
  );
  const named = type instanceof InertRecord ? listed(type.attributes.get("categories"), fail) : [];
  return listed(codes, fail).map((code) => (code === -1 ? null : named[Number(code)]));
}

/** Values of which some are missing. */
function masked(attributes: Map<unknown, unknown>, fail: Fail): unknown[] {
  const mask = listed(attributes.get("_mask"), fail);
  return listed(attributes.get("_data"), fail).map((entry, i) => (mask[i] ? null : entry));
}

function listed(value: unknown, fail: Fail): readonly unknown[] {
  const values = column(value, fail);
  if (Array.isArray(values)) return values;
  return values instanceof Tensor ? Array.from(values.values()) : fail(describe(values), MEND);
}

function frame(record: InertRecord, fail: Fail): Map<unknown, unknown> {
  const [blocks, axes] = manager(record, fail).args;
  if (!Array.isArray(blocks) || !Array.isArray(axes)) return fail("no blocks", MEND);
  const names = listed(axes[0], fail);
  const columns = new Map<unknown, unknown>();
  const seen = new Set<unknown>();
  for (const block of blocks) {
    const [values, places] = block instanceof InertRecord ? block.args : [];
    if (seen.has(values)) fail("a block twice", MEND);
    seen.add(values);
    const where = placesOf(places, names.length, fail);
    rowsOf(values, where.length, fail).forEach((row, i) => {
      columns.set(names[where[i]], row);
    });
  }
  return columns;
}

/** The columns of a block: a slice of the frame's columns, or their numbers. */
function placesOf(places: unknown, count: number, fail: Fail): readonly number[] {
  const isSlice = places instanceof InertRecord && /^\w+\.slice$/.test(places.className);
  const [start, stop, step] = isSlice ? places.args : [];
  const numbers = isSlice
    ? Array.from({ length: count }, (_, i) => Number(start) + i * Number(step ?? 1)).filter(
        (place) => place < Number(stop),
      )
    : listed(places, fail);
  return numbers.every((place) => Number.isInteger(place) && Number(place) < count)
    ? (numbers as number[])
    : fail("a block without sound places", MEND);
}

function rowsOf(values: unknown, count: number, fail: Fail): unknown[] {
  if (!(values instanceof NumpyArray)) return [column(values, fail)];
  const { content, shape, fortranOrder } = values;
  if (shape.length !== 2 || shape[0] !== count) return fail(`a block of shape [${shape}]`, MEND);
  if (content instanceof Tensor) return Array.from({ length: count }, (_, i) => content.at(i));
  if (!Array.isArray(content) || content.length !== shape[0] * shape[1]) {
    return fail(describe(content), MEND);
  }
  const [, rows] = shape;
  const place = (i: number, row: number) => (fortranOrder ? row * count + i : i * rows + row);
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length: rows }, (_, row) => content[place(i, row)]),
  );
}
