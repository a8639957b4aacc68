import { statSync } from "node:fs";
import { idsOf, labelsOf, membershipOf } from "./columns";
import { type Fields, fieldsOf } from "./fields";
import type { Fail } from "./formats/pickle/values";
import { type ImageSource, understandImages } from "./images/imageSource";
import { imageTensors } from "./images/imageTensors";
import type { StoredValues } from "./images/storedValues";
import { InputError } from "./inputError";
import { openFile } from "./openFile";
import { readPictureFolder } from "./pictureFolder";
import { chosenImages, rowsOf } from "./subset";

/** Labelled images, with their membership where it is known. */
export interface MembershipDataset {
  readonly path: string;
  /** One for each image, each once. */
  readonly ids: readonly (number | string)[];
  /** Class numbers from 0. */
  readonly labels: Int32Array;
  /** 1 for a member of the training set, 0 for a non-member; null if the file does not say. */
  readonly membership: Uint8Array | null;
  readonly images: ImageSource;
  /** Names of the classes by number, where the file has words for labels. */
  readonly classNames?: readonly string[];
  /** What the reader had to decide or found remarkable, a sentence each. */
  readonly notes: readonly string[];
  /** Closes the file; `images` cannot be read after it. */
  close(): void;
}

/** What a person says about a file that the file does not. */
export interface ReadOptions {
  /** What the values of its images mean; null, as left out: settled by the values. */
  readonly values?: StoredValues | null;
}

/**
 * Reads a membership dataset: a file that `torch.save(dataset, path)`, `numpy.savez`, `pickle.dump`
 * or `joblib.dump` wrote, or a folder of pictures with a CSV file. The dataset may be an object of any
 * class, a dict, a DataFrame, a tuple, a list of rows, or torch's Subset of one. Nothing in a file is run. Every value is looked at once before this returns; the images stay on
 * disk and are read again when they are asked for.
 *
 * @throws InputError if the file is damaged, calls what is not allowed, or does not hold images,
 *   labels and ids that fit together
 * @example
 * const dataset = readDataset("pub.pt");
 * const bytes = new Uint8Array(3 * 32 * 32);
 * dataset.images.readBytes(0, 1, bytes);
 * dataset.close();
 */
export function readDataset(path: string, options: ReadOptions = {}): MembershipDataset {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    const fail: Fail = (found, expected) => {
      throw new InputError(path, found, expected);
    };
    const dataset = understand(readPictureFolder(path, fail), fail, options);
    return { path, ...dataset, close: () => {} };
  }
  const file = openFile(path);
  try {
    const dataset = understand(fieldsOf(file.value, file.fail), file.fail, options);
    return { path, ...dataset, close: () => file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

function understand(
  fields: Fields,
  fail: Fail,
  { values = null }: ReadOptions,
): Omit<MembershipDataset, "path" | "close"> {
  const tensors = imageTensors(fields.images, fail);
  const { length } = tensors;
  const labels = labelsOf(fields.labels, length, fields.classes, fail);
  const membership = membershipOf(fields.membership, length, fail);
  const numbered = fields.ids === undefined || fields.ids === null;
  const ids = numbered ? Array.from({ length }, (_, i) => i) : idsOf(fields.ids, length, fail);
  const rows = rowsOf(fields.rows, length, fail);
  const counted = rows === null ? tensors : chosenImages(tensors, rows);
  const { images, notes } = understandImages(counted, fail, values);
  const { classNames } = labels;
  return {
    ids: rows?.map((row) => ids[row]) ?? ids,
    labels: rows === null ? labels.values : Int32Array.from(rows, (row) => labels.values[row]),
    membership: chosenMembership(membership.values, rows),
    images,
    ...(classNames === undefined ? {} : { classNames }),
    notes: [
      ...(numbered ? ["no ids in the file: rows are numbered from 0"] : []),
      ...(rows === null ? [] : [`a Subset: ${rows.length} of ${length} rows count`]),
      ...fields.notes,
      ...labels.notes,
      ...membership.notes,
      ...notes,
    ],
  };
}

function chosenMembership(membership: Uint8Array | null, rows: readonly number[] | null) {
  if (membership === null || rows === null) return membership;
  return Uint8Array.from(rows, (row) => membership[row]);
}
