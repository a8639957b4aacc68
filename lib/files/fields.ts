import { printable } from "./inputError";
import { describe, type Fail, InertRecord } from "./pickle/values";

/** The parts of a dataset as a file holds them, undefined where it has none. */
export interface Fields {
  readonly images: unknown;
  readonly labels: unknown;
  readonly ids: unknown;
  readonly membership: unknown;
}

/** The names under which each part is looked for, the first found counts. */
const names: Readonly<Record<keyof Fields, readonly string[]>> = {
  images: ["imgs", "images", "data", "x", "X"],
  labels: ["labels", "targets", "label", "y", "Y"],
  ids: ["ids", "id"],
  membership: ["membership", "members", "member", "is_member"],
};

/**
 * Finds the parts of a dataset among the attributes of an object (of any class: only its
 * attributes matter) or the entries of a dict.
 *
 * @throws InputError through `fail` if there are no images or no labels
 * @example
 * fieldsOf(new Map([["imgs", images], ["labels", [0, 1]]]), fail).labels; // [0, 1]
 */
export function fieldsOf(value: unknown, fail: Fail): Fields {
  const entries = value instanceof InertRecord ? value.attributes : value;
  if (!(entries instanceof Map)) {
    return fail(describe(value), "a dataset: an object or a dict with images and labels");
  }
  const find = (part: keyof Fields) => {
    const name = names[part].find((candidate) => entries.has(candidate));
    return name === undefined ? undefined : entries.get(name);
  };
  const fields = {
    images: find("images"),
    labels: find("labels"),
    ids: find("ids"),
    membership: find("membership"),
  };
  for (const part of ["images", "labels"] as const) {
    if (fields[part] === undefined || fields[part] === null) {
      const keys = [...entries.keys()].map((key) => printable(String(key))).join(", ");
      fail(`a dataset with ${keys || "nothing in it"}`, `${part} (as ${names[part].join(", ")})`);
    }
  }
  return fields;
}
