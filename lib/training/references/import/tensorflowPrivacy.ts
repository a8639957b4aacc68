import { existsSync } from "node:fs";
import path from "node:path";
import { InputError, printable, readArray } from "../../../files";
import { readJson } from "../../../files/outputs";
import { failOf } from "./fail";
import { firstOf, isFolder, lastArray, namesIn } from "./folderFiles";
import type { ImportedOutputs, ModelOutputs } from "./imported";
import { viewsOf } from "./numbers";
import { oneShape, requireOneArchitecture } from "./oneShape";
import { augmentationNames } from "./views";

/** Folders of experiments: those that hold a `keep.npy`. */
export function experimentsIn(folder: string): string[] {
  return namesIn(folder)
    .map((name) => path.join(folder, name))
    .filter((experiment) => isFolder(experiment) && existsSync(path.join(experiment, "keep.npy")));
}

/**
 * Reads tensorflow/privacy's LiRA layout: a folder an experiment, with `keep.npy` [N] of truth values and
 * `logits/NNNN.npy` [N, 1, augmentations, K], or [N, K]; where an experiment has none, `scores/NNNN.npy`
 * [N, augmentations], which are phi. Of several epochs the last counts.
 *
 * @throws InputError if files are missing or damaged, or experiments differ in shape or architecture
 * @see research/mi_lira_2021 of tensorflow/privacy: train.py, inference.py, score.py, plot.py
 */
export function readTensorflowPrivacy(folder: string): ImportedOutputs {
  const experiments = experimentsIn(folder);
  requireOneArchitecture(experiments.flatMap(architectureOf));
  const logits = experiments.map((experiment) => lastArray(path.join(experiment, "logits")));
  const hasLogits = logits.some((file) => file !== null);
  const kind = hasLogits ? "logits" : "scores";
  const files = experiments.map((experiment, m) => {
    const file = hasLogits ? logits[m] : lastArray(path.join(experiment, "scores"));
    if (file !== null) return file;
    throw new InputError(experiment, `no ${kind}/*.npy`, `some as the other experiments have`);
  });
  const shape = oneShape(files);
  const { rows, count, classes } = hasLogits
    ? ofLogits(files[0], shape)
    : ofScores(files[0], shape);
  const { names, places, notes } = augmentationNames(count, failOf(files[0]));
  const { trainedOn, cut } = keptRows(experiments, rows);
  return {
    layout: "tensorflow-privacy",
    path: folder,
    models: experiments.map((experiment) => path.basename(experiment)),
    ...{ rows, classes, views: names, trainedOn },
    notes: [
      hasLogits
        ? `logits of ${classes} classes`
        : "scores: phi alone, so columns of divergence look at the label against the rest",
      ...notes,
      ...(cut > 0 ? [`keep.npy is cut to its first ${rows} rows, as their plot.py does`] : []),
    ],
    read(model): ModelOutputs {
      const file = files[model];
      const { values } = readArray(file);
      const read = viewsOf({ values, rows, views: count, classes }, "phi", failOf(file));
      return { ...read, views: places.map((place) => read.views[place]) };
    },
  };
}

function architectureOf(experiment: string): [string, string][] {
  const file = firstOf(experiment, ["hparams.json"]);
  if (file === null) return [];
  const arch = (readJson(file) as { arch?: unknown } | null)?.arch;
  return typeof arch === "string" ? [[file, printable(arch)]] : [];
}

interface Extent {
  readonly rows: number;
  readonly count: number;
  readonly classes: number | null;
}

function ofLogits(file: string, shape: readonly number[]): Extent {
  const [rows, one, count, classes] = shape;
  if (shape.length === 2 && one > 1) return { rows, count: 1, classes: one };
  if (shape.length === 4 && one === 1 && count > 0 && classes > 1) return { rows, count, classes };
  return failOf(file)(`logits of shape [${shape}]`, "[rows, 1, augmentations, classes]");
}

function ofScores(file: string, shape: readonly number[]): Extent {
  const [rows, count = 1] = shape;
  if (shape.length > 0 && shape.length < 3 && count > 0) return { rows, count, classes: null };
  return failOf(file)(`scores of shape [${shape}]`, "[rows, augmentations]");
}

function keptRows(experiments: readonly string[], rows: number) {
  const trainedOn = new Uint8Array(experiments.length * rows);
  let cut = 0;
  experiments.forEach((experiment, m) => {
    const file = path.join(experiment, "keep.npy");
    const { values, shape } = readArray(file);
    const fail = failOf(file);
    if (shape.length !== 1 || shape[0] < rows) fail(`shape [${shape}]`, `[${rows}] as the outputs`);
    cut = Math.max(cut, shape[0] - rows);
    for (let row = 0; row < rows; row++) {
      if (values[row] !== 0 && values[row] !== 1) fail(`${values[row]} in row ${row}`, "0 or 1");
      trainedOn[m * rows + row] = values[row];
    }
  });
  return { trainedOn, cut };
}
