import { withoutNumpy } from "./formats/numpy/numpyGlobals";
import { describe, type Fail, InertRecord, shownKeys } from "./formats/pickle/values";
import { Tensor } from "./formats/tensor/tensor";

/** The parts of a dataset as a file holds them, undefined where it has none. */
export interface Fields {
  readonly images: unknown;
  readonly labels: unknown;
  readonly ids: unknown;
  readonly membership: unknown;
}

/** The names under which each part is looked for; the first found counts. */
const names: Readonly<Record<keyof Fields, readonly string[]>> = {
  images: ["imgs", "images", "data", "x", "X"],
  labels: ["labels", "targets", "label", "y", "Y"],
  ids: ["ids", "id"],
  membership: ["membership", "members", "member", "is_member"],
};

/** What torch's TensorDataset calls its parts, and numpy.savez those without a name. */
const tupleNames = ["tensors", "arr_0"];

/**
 * Finds the parts of a dataset among the attributes of an object (of any class: only its attributes
 * matter), the entries of a dict or the items of a tuple (images, labels[, membership[, ids]]).
 *
 * @throws InputError through `fail` if there are no images or no labels
 * @example
 * fieldsOf(new Map([["imgs", images], ["labels", [0, 1]]]), fail).labels; // [0, 1]
 */
export function fieldsOf(value: unknown, fail: Fail): Fields {
  const entries = value instanceof InertRecord ? attributesOf(value) : value;
  if (Array.isArray(entries)) return fieldsOfTuple(entries, fail);
  if (!(entries instanceof Map)) {
    return fail(describe(value), "a dataset: an object, dict or tuple with images and labels");
  }
  if (entries.has(tupleNames[0])) {
    const items = entries.get(tupleNames[0]);
    return Array.isArray(items) ? fieldsOfTuple(items, fail) : fail(describe(items), "tensors");
  }
  if (entries.has(tupleNames[1])) return fieldsOfTuple(numberedArrays(entries), fail);
  const find = (part: keyof Fields) => {
    const name = names[part].find((candidate) => entries.has(candidate));
    return name === undefined ? undefined : withoutNumpy(entries.get(name));
  };
  const fields = {
    images: find("images"),
    labels: find("labels"),
    ids: find("ids"),
    membership: find("membership"),
  };
  for (const part of ["images", "labels"] as const) {
    if (fields[part] === undefined || fields[part] === null) {
      fail(
        `a dataset with ${shownKeys([...entries.keys()]) || "nothing in it"}`,
        `${part} (as ${names[part].join(", ")})`,
      );
    }
  }
  return fields;
}

function attributesOf(record: InertRecord): Map<unknown, unknown> {
  return record.attributes.size > 0 ? record.attributes : record.entries;
}

function numberedArrays(entries: Map<unknown, unknown>): unknown[] {
  return Array.from({ length: entries.size }, (_, i) => entries.get(`arr_${i}`));
}

function fieldsOfTuple(items: readonly unknown[], fail: Fail): Fields {
  if (items.length < 2 || items.length > 4) {
    return fail(describe(items), "a tuple of images, labels and perhaps membership and ids");
  }
  const [images, labels, third, fourth] = items.map(withoutNumpy);
  if (fourth === undefined && third !== undefined && !couldBeMembership(third)) {
    return { images, labels, ids: third, membership: undefined };
  }
  return { images, labels, membership: third, ids: fourth };
}

function couldBeMembership(value: unknown): boolean {
  const entries = value instanceof Tensor ? [...value.values()] : value;
  if (!Array.isArray(entries)) return value === null;
  return entries.every(
    (entry) => entry === null || entry === 0 || entry === 1 || typeof entry === "boolean",
  );
}
