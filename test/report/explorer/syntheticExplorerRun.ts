import { createCanvas } from "@napi-rs/canvas";
import { Xoshiro128 } from "../../../lib/numeric/random";
import type { ExplorerImages, ExplorerRun } from "../../../lib/report/explorer/explorerRun";

/** What a synthetic run is to be. */
export interface Wanted {
  readonly name?: string;
  readonly rows: number;
  readonly seed?: number;
  /** How far members lie above non-members, in standard deviations. */
  readonly gap?: number;
  /** Pictures of the first rows; none unless given. */
  readonly pictured?: number;
  /** Names of the first rows. */
  readonly ids?: readonly string[];
  readonly classes?: readonly string[];
  readonly attacks?: readonly string[];
}

const CLASSES = ["plane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
const ATTACKS = ["RF_published_raw", "RF_corrected", "LightGBM_corrected", "MLP_corrected", "phi"];
const FEATURES = ["prob_0", "sample_loss", "class_entropy", "true_class_prob", "max_logit", "phi"];
const VIEWS = ["plain", "flipped", "shift(-2,0)", "shift(2,0)", "shift(0,-2)", "shift(0,2)"];

/** A run that never was: half of its rows public, half of all rows members. */
export function syntheticExplorerRun(wanted: Wanted): ExplorerRun {
  const { rows, seed = 1, gap = 0.6, pictured = 0 } = wanted;
  const { classes = CLASSES, attacks = ATTACKS } = wanted;
  const rng = new Xoshiro128(seed);
  const draw = () => rng.uint32() / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const column = (value: (row: number) => number) =>
    Float32Array.from({ length: rows }, (_, row) => value(row));
  const publicRows = Math.floor(rows / 2);
  const isMember = Uint8Array.from({ length: rows }, () => (draw() < 0.5 ? 1 : 0));
  const labels = Int16Array.from({ length: rows }, () => Math.floor(draw() * classes.length));
  const exposure = column((row) => normal() + gap * isMember[row]);
  const predicted = labels.map((label, row) =>
    exposure[row] < -0.9
      ? (label + 1 + Math.floor(draw() * (classes.length - 1))) % classes.length
      : label,
  );
  const known = (row: number) => row < publicRows;
  const nonMembers = Array.from(
    exposure.filter((_, row) => known(row) && isMember[row] === 0),
  ).sort((a, b) => a - b);
  const above = (value: number) => nonMembers.length - countBelow(nonMembers, value);
  const pValues = column((row) =>
    known(row) ? Number.NaN : (1 + above(exposure[row])) / (1 + nonMembers.length),
  );
  return {
    name: wanted.name ?? "Synthetic",
    ids: Array.from({ length: rows }, (_, row) => wanted.ids?.[row] ?? String(100_000 + row * 7)),
    publicRows,
    classes,
    labels,
    predicted,
    membership: Int8Array.from(isMember, (member, row) => (known(row) ? member : -1)),
    attacks: attacks.map((name, i) => ({
      name,
      protocol: name.split("_")[1] ?? "corrected",
      scores: Float64Array.from(exposure, (value) => {
        const score = 1 / (1 + Math.exp(-(value + 0.35 * i * normal())));
        return i === 0 ? Math.round(score * 100) / 100 : score;
      }),
      judges: Uint8Array.from({ length: rows }, (_, row) => (known(row) && row % 2 === 0 ? 1 : 0)),
    })),
    chosen: Math.min(1, attacks.length - 1),
    pValues,
    flags: Uint8Array.from(pValues, (p) => (p < 0.02 ? 3 : p < 0.04 ? 2 : 0)),
    features: FEATURES.map((name, i) => ({
      name,
      values: column((row) =>
        i === 1 ? Math.exp(-2 * exposure[row] + normal()) : exposure[row] + i * 0.4 * normal(),
      ),
    })),
    views: VIEWS.map((name) => ({ name, values: column((row) => 4 * exposure[row] + normal()) })),
    references: {
      with: column((row) => 4 * exposure[row] + 2 + normal() / 2),
      without: column((row) => 4 * exposure[row] - 1 + normal() / 2),
    },
    neighbours: {
      count: 5,
      measure: "cosine of the activations",
      rows: Int32Array.from({ length: 5 * rows }, () => Math.floor(draw() * publicRows)),
    },
    images: pictured === 0 ? null : picturesOf(rows, pictured, labels, draw),
    notes: ["All of it is made up."],
  };
}

function countBelow(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Pictures of 32 x 32: a sky, a ground and something between them in the colour of its class. */
function picturesOf(
  rows: number,
  pictured: number,
  labels: Int16Array,
  draw: () => number,
): ExplorerImages {
  const [size, perLine, perSheet] = [32, 16, 256];
  const sheets: string[] = [];
  for (let from = 0; from < pictured; from += perSheet) {
    const count = Math.min(perSheet, pictured - from);
    const canvas = createCanvas(size * perLine, size * Math.ceil(count / perLine));
    const pen = canvas.getContext("2d");
    for (let i = 0; i < count; i++) {
      const [x, y] = [(i % perLine) * size, Math.floor(i / perLine) * size];
      const hue = labels[from + i] * 36;
      const horizon = 12 + Math.floor(draw() * 12);
      pen.fillStyle = `hsl(${200 + draw() * 40} 50% 70%)`;
      pen.fillRect(x, y, size, horizon);
      pen.fillStyle = `hsl(${80 + draw() * 40} 30% 40%)`;
      pen.fillRect(x, y + horizon, size, size - horizon);
      pen.fillStyle = `hsl(${hue} 70% ${35 + draw() * 30}%)`;
      pen.beginPath();
      pen.ellipse(
        x + 8 + draw() * 16,
        y + 8 + draw() * 16,
        4 + draw() * 8,
        4 + draw() * 5,
        draw() * 3,
        0,
        7,
      );
      pen.fill();
    }
    sheets.push(canvas.toBuffer("image/png").toString("base64"));
  }
  return {
    width: size,
    height: size,
    perLine,
    perSheet,
    sheets,
    mediaType: "image/png",
    places: Int32Array.from({ length: rows }, (_, row) => (row < pictured ? row : -1)),
  };
}
