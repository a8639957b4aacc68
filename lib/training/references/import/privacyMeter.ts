import path from "node:path";
import { InputError, printable, readArray } from "../../../files";
import { readJson } from "../../../files/outputs";
import { failOf } from "./fail";
import { firstOf, isFolder, namesIn } from "./folderFiles";
import type { ImportedOutputs } from "./imported";
import { readMask } from "./mask";
import { type NumberKind, viewsOf } from "./numbers";
import { requireOneArchitecture } from "./oneShape";

const MEMBERSHIPS = ["memberships.npy", "models/memberships.npy"];

/** The memberships of a folder in ml_privacy_meter's layout; null: it is none. */
export function membershipsIn(folder: string): string | null {
  return firstOf(folder, MEMBERSHIPS);
}

/**
 * Reads ml_privacy_meter's layout: `models/memberships.npy` [M, N] of truth values and `signals/*_signals.npy`
 * [N, M] of the confidence in the true class (rmia), or of losses. Signals of a population (`_pop`) are not of
 * the rows and are left.
 *
 * @throws InputError if files are missing or damaged, do not fit each other, or architectures differ
 * @see ml_privacy_meter: get_signals.py, models/utils.py
 */
export function readPrivacyMeter(folder: string): ImportedOutputs {
  const memberships = membershipsIn(folder) ?? path.join(folder, MEMBERSHIPS[1]);
  requireOneArchitecture(architectures(folder));
  const file = signalsIn(folder);
  const fail = failOf(file);
  const { values, shape } = readArray(file);
  if (shape.length !== 2 || shape[0] === 0 || shape[1] === 0) {
    return fail(`signals of shape [${shape}]`, "[rows, models]");
  }
  const [rows, models] = shape;
  const mask = readMask(memberships, { models, rows });
  const kind = kindOf(file, values);
  return {
    layout: "privacy-meter",
    path: file,
    models: Array.from({ length: models }, (_, m) => `model_${m}`),
    ...{ rows, classes: null, views: ["plain"], trainedOn: mask.values },
    notes: [
      `signals taken as ${kind === "losses" ? "losses" : "confidence in the true class"}`,
      "one number a row: columns of divergence look at the label against the rest",
    ],
    read(model) {
      const own = new (values instanceof Float64Array ? Float64Array : Float32Array)(rows);
      for (let row = 0; row < rows; row++) own[row] = values[row * models + model];
      return viewsOf({ values: own, rows, views: 1, classes: null }, kind, fail);
    },
  };
}

function signalsIn(folder: string): string {
  const signals = path.join(folder, "signals");
  const named = (isFolder(signals) ? namesIn(signals) : []).filter(
    (name) => name.endsWith("_signals.npy") && !name.includes("_ramia_"),
  );
  const name = named.find((other) => other.startsWith("rmia")) ?? named[0];
  if (name !== undefined) return path.join(signals, name);
  throw new InputError(signals, "no signals", "rmia_signals.npy [rows, models]");
}

/** The tool saves confidences under every algorithm's name; an earlier one saved losses under "loss". */
function kindOf(file: string, values: ArrayLike<number>): NumberKind {
  if (!path.basename(file).startsWith("loss")) return "probabilities";
  for (let k = 0; k < values.length; k++) if (values[k] > 1) return "losses";
  return "probabilities";
}

function architectures(folder: string): [string, string][] {
  const file = firstOf(folder, ["models_metadata.json", "models/models_metadata.json"]);
  if (file === null) return [];
  const models = Object.entries((readJson(file) ?? {}) as Record<string, { model_name?: unknown }>);
  return models.flatMap(([model, about]): [string, string][] => {
    const name = about?.model_name;
    return typeof name === "string"
      ? [[`${file}, model ${printable(model)}`, printable(name)]]
      : [];
  });
}
