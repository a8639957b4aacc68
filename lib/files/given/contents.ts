import { nameOf, type Part } from "../aliases";
import { ByteSource } from "../byteSource";
import { readCsv } from "../formats/csv/readCsv";
import { isNpy, readNpy } from "../formats/numpy/npy";
import { plainColumn } from "../formats/pandas/pandasColumns";
import { describe, type Fail, shownKeys } from "../formats/pickle/values";
import { Tensor } from "../formats/tensor/tensor";
import { InputError } from "../inputError";
import { openFile } from "../openFile";
import { tableParts } from "../tableParts";
import { checkShape } from "./checkShape";
import { columnBeside } from "./columnBeside";
import type { OutputKind } from "./kinds";
import { classColumns, outputsAmong } from "./names";

/** A file of outputs as it lies there. */
export interface Contents extends Readonly<Partial<Record<RowPart, unknown>>> {
  /** In row-major order. */
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  /** What its name says; null if it has none, or one that says nothing. */
  readonly said: OutputKind | null;
  readonly notes: readonly string[];
}

/** What may lie beside the outputs of rows. */
export type RowPart = Exclude<Part, "images">;

/**
 * Reads outputs and what lies beside them: a CSV file by its name, else a .npy, .npz, safetensors,
 * pickle or torch file by its content. Nothing in it is run.
 *
 * @throws InputError if the file is none of them, is damaged, or has no numbers that could be outputs
 * @example
 * contentsOf("logits.npy").shape; // [2000, 44]
 */
export function contentsOf(path: string): Contents {
  const fail: Fail = (found, expected) => {
    throw new InputError(path, found, expected);
  };
  if (path.toLowerCase().endsWith(".csv")) return ofTable(path, fail);
  const source = new ByteSource(path);
  try {
    if (isNpy(source)) return ofTensor(path, readNpy(source, fail), null, fail);
  } finally {
    source.close();
  }
  const file = openFile(path);
  try {
    return ofValue(path, plainColumn(file.value, file.fail), file.fail);
  } finally {
    file.close();
  }
}

function ofTensor(path: string, tensor: Tensor, said: OutputKind | null, fail: Fail): Contents {
  checkShape(path, tensor.shape, fail);
  return { values: tensor.values().slice(), shape: tensor.shape, said, notes: [] };
}

function ofValue(path: string, value: unknown, fail: Fail): Contents {
  if (value instanceof Tensor) return ofTensor(path, value, null, fail);
  if (!(value instanceof Map))
    return fail(describe(value), "an array of outputs, or a dict of them");
  const names = [...value.keys()].filter((key): key is string => typeof key === "string");
  const numbered = names.length === 1 && names[0] === "arr_0";
  const outputs = numbered ? { name: "arr_0", kind: null } : outputsAmong(names);
  if (outputs === undefined) {
    return fail(`arrays ${shownKeys(names)}`, "one named logits, probabilities, log_probs or loss");
  }
  const array = plainColumn(value.get(outputs.name), fail);
  if (!(array instanceof Tensor)) return fail(`${describe(array)} as ${outputs.name}`, "an array");
  const read = ofTensor(path, array, outputs.kind, fail);
  const parts: Partial<Record<RowPart, unknown>> = {};
  for (const part of ["ids", "labels", "membership"] as const) {
    const name = nameOf(part, names);
    const column = name === undefined ? null : plainColumn(value.get(name), fail);
    if (column !== null) parts[part] = columnBeside(column, part, array.shape, fail);
  }
  return { ...read, ...parts, notes: [`outputs read from ${outputs.name}`] };
}

function ofTable(path: string, fail: Fail): Contents {
  const table = readCsv(path);
  const classes = classColumns(table.names, fail);
  const single = outputsAmong(table.names);
  const columns = classes?.columns ?? (single ? [single.name] : []);
  if (columns.length === 0) {
    return fail(
      `columns ${shownKeys(table.names)}`,
      "logit_0, logit_1, ... or prob_0, ..., or loss",
    );
  }
  const shape = classes ? [table.rows, columns.length] : [table.rows];
  checkShape(path, shape, fail);
  const values = new Float64Array(table.rows * columns.length);
  columns.forEach((name, k) => {
    const column = table.numbers(name);
    for (let row = 0; row < table.rows; row++) values[row * columns.length + k] = column[row];
  });
  const said = classes ? classes.kind : (single?.kind ?? null);
  const read =
    columns.length === 1 ? columns[0] : `${columns[0]} to ${columns[columns.length - 1]}`;
  return { values, shape, said, notes: [`outputs read from ${read}`], ...tableParts(table) };
}
