import path from "node:path";
import { epsilonBounds } from "../../lib/audit/epsilon";
import { readScores } from "../../lib/audit/epsilon/readScores";
import { readCheckpoint, readDataset } from "../../lib/files";
import { readGivenDataset } from "../../lib/files/given";
import { describeNetwork, isResidual } from "../../lib/network";

/** Reads a file to its end and throws if it is not sound. */
export type Inspection = (file: string) => void;

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`read, but ${what}`);
}

/** Reads a file as a checkpoint, to the last value, and checks that what was read fits together. */
export function inspectCheckpoint(file: string): void {
  const checkpoint = readCheckpoint(file);
  try {
    for (const { name, shape, toFloat32 } of checkpoint.tensors.values()) {
      demand(
        shape.every((n) => Number.isSafeInteger(n) && n >= 0),
        `shape [${shape}] of ${name}`,
      );
      const values = toFloat32();
      demand(
        values.length === shape.reduce((a, b) => a * b, 1),
        `${values.length} values in ${name}`,
      );
      demand(values.every(Number.isFinite), `a value that is not finite in ${name}`);
    }
  } finally {
    checkpoint.close();
  }
}

/** Reads a file as a dataset, to the last pixel, and checks that what was read fits together. */
export function inspectDataset(file: string): void {
  const dataset = readDataset(file);
  try {
    const { ids, labels, membership, images } = dataset;
    const { count, channels, height, width } = images;
    demand(
      count > 0 && (channels === 1 || channels === 3),
      `${count} images of ${channels} channels`,
    );
    demand(ids.length === count && labels.length === count, "counts differ");
    demand(membership === null || membership.length === count, "membership of another count");
    demand(membership === null || membership.every((m) => m <= 1), "membership beyond 1");
    demand(
      labels.every((label) => label >= 0),
      "a negative label",
    );
    demand(new Set(ids.map(String)).size === count, "an id twice");
    const size = channels * height * width;
    const one = new Uint8Array(size);
    for (let i = 0; i < count; i++) images.readBytes(i, 1, one);
  } finally {
    dataset.close();
  }
}

/** Reads a file as a network, and checks that what was read fits together. */
export function inspectNetwork(file: string): void {
  const checkpoint = readCheckpoint(file);
  try {
    const network = describeNetwork(checkpoint);
    if (isResidual(network)) return;
    const { inChannels, classes, embeddingSize, imageSize, classifier, parameters } = network;
    for (const size of [inChannels, classes, embeddingSize, parameters]) {
      demand(Number.isSafeInteger(size) && size >= 0, `a size of ${size}`);
    }
    if (classifier !== null) {
      demand(classifier.weight.length === classes * embeddingSize, "a last layer of another size");
      demand(classifier.bias.length === classes, "a bias of another size");
    }
    const graph = network.write(imageSize ?? { height: 224, width: 224 });
    for (const { type, dimensions, data } of graph.constants.values()) {
      const size = dimensions.reduce((product, extent) => product * extent, 1);
      demand(data.length === size, `${data.length} values of ${type} for [${dimensions}]`);
    }
  } finally {
    checkpoint.close();
  }
}

/** The rows that the outputs among what mutations start from are of. */
const rows = path.join("test", "fixtures", "files", "given", "rows.csv");

/** Reads a file as outputs of rows, to the last number, and checks that what was read fits together. */
function inspectOutputs(file: string, rowsPath: string | null): void {
  const dataset = readGivenDataset(file, rowsPath);
  try {
    const { ids, labels, membership, outputs } = dataset;
    demand(outputs.rows > 0 && outputs.classes > 1, `${outputs.rows} rows of ${outputs.classes}`);
    demand(ids.length === outputs.rows && labels.length === outputs.rows, "counts differ");
    demand(
      membership === null || membership.length === outputs.rows,
      "membership of another count",
    );
    demand(membership === null || membership.every((m) => m <= 1), "membership beyond 1");
    demand(new Set(ids.map(String)).size === outputs.rows, "an id twice");
    demand(
      labels.every((label) => label >= 0 && label < outputs.classes),
      "a label that is no class",
    );
    for (const view of outputs.views) {
      demand(view.length === outputs.rows * outputs.classes, `${view.length} numbers in a view`);
      demand(view.every(Number.isFinite), "an output that is not finite");
    }
  } finally {
    dataset.close();
  }
}

/** Reads a file as outputs with what it says of its rows. */
export function inspectOutputsAlone(file: string): void {
  inspectOutputs(file, null);
}

/** Reads a file as outputs of rows that are known. */
export function inspectOutputsOfRows(file: string): void {
  inspectOutputs(file, rows);
}

/** Reads a file as scores beside membership, and bounds epsilon by them. */
export function inspectScores(file: string): void {
  const { membership, scores } = readScores(file, null);
  for (const { method, epsilon } of epsilonBounds(membership, scores)) {
    demand(Number.isFinite(epsilon) && epsilon >= 0, `an epsilon of ${epsilon} by ${method}`);
  }
}

/** What a campaign does with every file. */
export const inspections: readonly Inspection[] = [
  inspectCheckpoint,
  inspectDataset,
  inspectNetwork,
  inspectOutputsAlone,
  inspectOutputsOfRows,
  inspectScores,
];
