import { idsOf, type Labels, labelsOf, membershipOf } from "../columns";
import { type MembershipDataset, readDataset } from "../dataset";
import { readCsv } from "../formats/csv/readCsv";
import type { Fail } from "../formats/pickle/values";
import { InputError } from "../inputError";
import { requireClasses } from "../requirements";
import { tableParts } from "../tableParts";
import { absentImages } from "./absentImages";
import { type Contents, contentsOf, type RowPart } from "./contents";
import { type GivenOutputs, outputsOf } from "./outputs";

/** Rows whose outputs are given; `images` has none unless the rows' own file holds them. */
export interface GivenDataset extends MembershipDataset {
  readonly outputs: GivenOutputs;
  /** The file that parts of the rows come from; null where the outputs' own file holds them. */
  readonly rowsPath: string | null;
}

/** Rows as they are read: parts, and images where there are some. */
interface Rows extends Readonly<Partial<Record<RowPart, unknown>>> {
  readonly path: string;
  readonly dataset?: MembershipDataset;
}

/**
 * Reads what a model said of the rows of a dataset, and which rows they are: their labels, membership
 * and ids from the same file, else from a CSV file or a dataset. Where both have ids, outputs are put
 * into the order of the rows; else row i of the one is row i of the other.
 *
 * @param outputsPath .npy, .npz, .csv, safetensors, torch.save or pickle.dump
 * @param rowsPath where the rows' own parts are, if the outputs' file lacks them; null: nowhere
 * @throws InputError if a file is damaged, rows do not fit each other, or labels are nowhere
 * @example
 * const dataset = readGivenDataset("logits.npy", "rows.csv");
 * dataset.outputs.views[0]; // Float32Array [rows * classes]
 */
export function readGivenDataset(outputsPath: string, rowsPath: string | null): GivenDataset {
  const contents = contentsOf(outputsPath);
  const outputs = outputsOf(outputsPath, contents);
  const named = contents.labels !== undefined || outputs.kind === "losses";
  const isTable = rowsPath?.toLowerCase().endsWith(".csv") ?? false;
  const rows = rowsPath !== null && (isTable || !named) ? readRows(rowsPath) : null;
  try {
    return fitted(outputsPath, contents, outputs, rows, rowsPath);
  } catch (error) {
    rows?.dataset?.close();
    throw error;
  }
}

/** Outputs and the rows that they are of, which have to fit each other. */
function fitted(
  outputsPath: string,
  contents: Contents,
  outputs: GivenOutputs,
  rows: Rows | null,
  rowsPath: string | null,
): GivenDataset {
  const fail = failOf(outputsPath);
  const count = rowCount(rows) ?? outputs.rows;
  const order = orderOf(contents, rows, outputs.rows, fail);
  if (order === null && count !== outputs.rows) {
    const other = rows === null ? "" : `, the rows of ${rows.path}`;
    fail(`outputs of ${outputs.rows} rows`, `${count}${other}`);
  }
  const ordering = order === null || rows === null ? {} : { ids: rows.ids };
  const own = { ...ownParts(contents, order), ...ordering };
  const read = { ...rows, ...own };
  const pathOf = (part: RowPart) =>
    rows !== null && (contents[part] === undefined || part in ordering) ? rows.path : outputsPath;
  const labelled = read.labels === undefined ? outputsPath : pathOf("labels");
  const labels = labelsFor(outputs, read.labels, count, failOf(labelled));
  const { classNames = rows?.dataset?.classNames } = labels;
  const named = classNames === undefined ? {} : { classNames };
  requireClasses({ path: labelled, labels: labels.values, ...named }, outputs.classes);
  const membership = membershipOf(read.membership, count, failOf(pathOf("membership")));
  const numbered = read.ids === undefined;
  return {
    path: outputsPath,
    ids: numbered
      ? Array.from({ length: count }, (_, i) => i)
      : idsOf(read.ids, count, failOf(pathOf("ids"))),
    labels: labels.values,
    membership: membership.values,
    ...named,
    images: rows?.dataset?.images ?? absentImages(count),
    notes: [
      ...outputs.notes,
      ...labels.notes,
      ...membership.notes,
      ...(numbered ? ["no ids: rows are numbered from 0"] : []),
      ...whence(rows, rowsPath, order),
      ...leftOut(outputs.rows, order),
    ],
    rowsPath: rows?.path ?? null,
    outputs: order === null ? outputs : ordered(outputs, order),
    close: () => rows?.dataset?.close(),
  };
}

function failOf(path: string): Fail {
  return (found, expected) => {
    throw new InputError(path, found, expected);
  };
}

/** In the order of the rows. */
function ownParts(
  { ids, labels, membership }: Contents,
  order: readonly number[] | null,
): Partial<Record<RowPart, unknown>> {
  const parts: Partial<Record<RowPart, unknown>> = {};
  for (const [part, column] of Object.entries({ ids, labels, membership })) {
    if (column === undefined) continue;
    parts[part as RowPart] =
      order !== null && Array.isArray(column) ? order.map((row) => column[row]) : column;
  }
  return parts;
}

function readRows(path: string): Rows {
  if (path.toLowerCase().endsWith(".csv")) return { path, ...tableParts(readCsv(path)) };
  const dataset = readDataset(path);
  const { ids, labels, membership } = dataset;
  const known = membership === null ? {} : { membership: [...membership] };
  return { path, dataset, ids, labels: [...labels], ...known };
}

function rowCount(rows: Rows | null): number | null {
  const part = rows?.ids ?? rows?.labels ?? rows?.membership;
  return Array.isArray(part) ? part.length : null;
}

/** For each row the number of its outputs, where both have ids; null: as they stand. */
function orderOf(
  contents: Contents,
  rows: Rows | null,
  count: number,
  fail: Fail,
): number[] | null {
  if (contents.ids === undefined || rows?.ids === undefined) return null;
  const numbers = new Map(idsOf(contents.ids, count, fail).map((id, i) => [String(id), i]));
  return (rows.ids as readonly unknown[]).map(
    (id) => numbers.get(String(id)) ?? fail(`no outputs of id ${String(id)}`, "some for each row"),
  );
}

function labelsFor(outputs: GivenOutputs, labels: unknown, count: number, fail: Fail): Labels {
  if (outputs.kind !== "losses") {
    if (labels === undefined) {
      return fail(
        "outputs without labels",
        "labels in the same file, or a file of rows that has them",
      );
    }
    return labelsOf(labels, count, undefined, fail);
  }
  return { values: new Int32Array(count), notes: ["labels are not looked at: losses are of them"] };
}

function ordered(outputs: GivenOutputs, order: readonly number[]): GivenOutputs {
  const { classes } = outputs;
  const views = outputs.views.map((view) => {
    const turned = new Float32Array(order.length * classes);
    order.forEach((from, row) => {
      turned.set(view.subarray(from * classes, (from + 1) * classes), row * classes);
    });
    return turned;
  });
  return { ...outputs, rows: order.length, views };
}

function whence(
  rows: Rows | null,
  asked: string | null,
  order: readonly number[] | null,
): string[] {
  if (rows === null)
    return asked === null ? [] : [`rows as this file has them: ${asked} is not read`];
  return [order ? `put into the order of ${rows.path} by id` : `row by row those of ${rows.path}`];
}

function leftOut(rows: number, order: readonly number[] | null): string[] {
  const more = rows - (order ?? { length: rows }).length;
  return more > 0 ? [`outputs of ${more} other ids are left out`] : [];
}
