import { expectedName, guessedName, nameOf, type Part } from "./aliases";
import { plainColumn } from "./formats/pandas/pandasColumns";
import { describe, type Fail, InertRecord, shownKeys } from "./formats/pickle/values";
import { isPillowImage } from "./images/pillow";
import { columnsOfRows, couldBeMembership } from "./rows";

/** The parts of a dataset as a file holds them, undefined where it has none. */
export interface Fields extends Readonly<Record<Part, unknown>> {
  /** Which rows of them count, where the file holds a subset of a dataset. */
  readonly rows?: unknown;
  /** Names of the classes in the order of their numbers, where the file has them. */
  readonly classes?: unknown;
  /** What was guessed: a phrase each. */
  readonly notes: readonly string[];
}

/** What torch's TensorDataset calls its parts, and numpy.savez those without a name. */
const tupleNames = ["tensors", "arr_0"];
/** torch's Subset: a dataset and the rows of it that count. */
const SUBSET = "torch.utils.data.dataset.Subset";
/** In how many objects or dicts, one inside another, the dataset is looked for. */
const MAX_DEPTH = 5;
const parts: readonly Part[] = ["images", "labels", "ids", "membership"];

/**
 * Finds the parts of a dataset among the attributes of an object (of any class: only its attributes
 * matter), the entries of a dict or a DataFrame, the items of a tuple (images, labels[,
 * membership[, ids]]) or the rows of a list.
 *
 * @throws InputError through `fail` if there are no images or no labels
 * @example
 * fieldsOf(new Map([["imgs", images], ["labels", [0, 1]]]), fail).labels; // [0, 1]
 */
export function fieldsOf(value: unknown, fail: Fail, depth = 0): Fields {
  const plain = plainColumn(value, fail);
  if (depth > MAX_DEPTH) return fail(describe(value), "a dataset, not one inside another again");
  if (plain instanceof InertRecord && plain.className === SUBSET) {
    const { attributes } = plain;
    const whole = fieldsOf(attributes.get("dataset"), fail, depth + 1);
    if (whole.rows !== undefined) return fail("a Subset of a Subset", "a Subset of a dataset");
    return { ...whole, rows: plainColumn(attributes.get("indices"), fail) };
  }
  if (plain instanceof InertRecord && plain.className.endsWith(".ConcatDataset")) {
    return fail("a ConcatDataset", "one dataset: torch.save((images, labels, membership), path)");
  }
  const entries = plain instanceof InertRecord ? attributesOf(plain) : plain;
  if (Array.isArray(entries)) return fieldsOfList(entries, fail);
  if (!(entries instanceof Map)) {
    return fail(describe(value), "a dataset: an object, dict or tuple with images and labels");
  }
  if (entries.has(tupleNames[0])) {
    const items = entries.get(tupleNames[0]);
    return Array.isArray(items) ? fieldsOfTuple(items, fail) : fail(describe(items), "tensors");
  }
  if (entries.has(tupleNames[1])) return fieldsOfTuple(numberedArrays(entries), fail);
  return fieldsOfDict(entries, fail, depth);
}

function fieldsOfDict(entries: Map<unknown, unknown>, fail: Fail, depth: number): Fields {
  const keys = new Map([...entries.keys()].map((key): [string, unknown] => [nameOfKey(key), key]));
  const names = [...keys.keys()].filter((name) => {
    const item = entries.get(keys.get(name));
    return item !== undefined && item !== null;
  });
  const found = parts.map((part) => nameOf(part, names));
  const [images, labels] = found;
  const inner = images === undefined ? onlyDataset(entries) : entries.get(keys.get(images));
  if (labels === undefined && isDataset(inner)) return fieldsOf(inner, fail, depth + 1);
  const column = (name: string | undefined) =>
    name === undefined ? undefined : plainColumn(entries.get(keys.get(name)), fail);
  for (const [i, part] of (["images", "labels"] as const).entries()) {
    if (found[i] === undefined) {
      fail(
        `a dataset with ${shownKeys([...entries.keys()]) || "nothing in it"}`,
        `${part} (as ${expectedName(part)})`,
      );
    }
  }
  const notes = found.flatMap((name, i) => (name ? guessedName(parts[i], name) : []));
  const [, , ids, membership] = found;
  return {
    images: column(images),
    labels: column(labels),
    ids: column(ids),
    membership: column(membership),
    classes: entries.get(keys.get("classes")),
    notes,
  };
}

/** Keys of Python 2's pickles are bytes. */
function nameOfKey(key: unknown): string {
  if (typeof key === "string") return key;
  return key instanceof Uint8Array && key.length < 100 ? Buffer.from(key).toString("latin1") : "";
}

/** The one value of a dict or object that could itself be a dataset. */
function onlyDataset(entries: Map<unknown, unknown>): unknown {
  const inner = [...entries].filter(([key, value]) => {
    return isDataset(value) && !nameOfKey(key).startsWith("_");
  });
  return inner.length === 1 ? inner[0][1] : undefined;
}

function isDataset(value: unknown): boolean {
  return value instanceof Map || (value instanceof InertRecord && !isPillowImage(value));
}

function attributesOf(record: InertRecord): Map<unknown, unknown> {
  return record.attributes.size > 0 ? record.attributes : record.entries;
}

function numberedArrays(entries: Map<unknown, unknown>): unknown[] {
  return Array.from({ length: entries.size }, (_, i) => entries.get(`arr_${i}`));
}

/** Items of a tuple of columns, or rows. */
function fieldsOfList(items: readonly unknown[], fail: Fail): Fields {
  const rows = columnsOfRows(items);
  if (rows === null) return fieldsOfTuple(items, fail);
  const fields = fieldsOfDict(rows.columns, fail, MAX_DEPTH);
  return { ...fields, notes: [rows.note, ...fields.notes] };
}

function fieldsOfTuple(items: readonly unknown[], fail: Fail): Fields {
  if (items.length < 2 || items.length > 4) {
    return fail(describe(items), "a tuple of images, labels and perhaps membership and ids");
  }
  const [images, labels, third, fourth] = items.map((item) => plainColumn(item, fail));
  if (fourth === undefined && third !== undefined && !couldBeMembership(third)) {
    return { images, labels, ids: third, membership: undefined, notes: [] };
  }
  return { images, labels, membership: third, ids: fourth, notes: [] };
}
