import type { AuditSet } from "./auditSet";
import { fixedGroup } from "./fixedGroup";
import { logResidualOf } from "./logResidual";
import { OutputRow } from "./outputRow";
import { rowSpaceBasis } from "./rowSpace";
import type { Statistic } from "./statistic";

/** What the last layer sees of one image. */
interface LayerRow {
  /** log ||p - e_y||: of the loss's gradient for the logits. */
  logResidual: number;
  /** ||h||. */
  norm: number;
  /** Share of h at most a hundredth of its mean. */
  nearZero: number;
  /** Fourth moment of h about its mean over the squared second. */
  kurtosis: number;
  /** Cosine of h with the weights of the true class. */
  cosine: number;
  /** The largest cosine of h with those of another class. */
  otherCosine: number;
  /** Length of the part of h that no logit depends on. */
  outside: number;
}

const STATISTICS: readonly Statistic<LayerRow>[] = [
  {
    name: "log_gradient",
    meaning:
      "log of ||p - e_y|| ||h||, the norm of the loss's gradient for the last layer's weights.",
    of: (row) => row.logResidual + Math.log(Math.max(row.norm, 1e-30)),
  },
  { name: "activation_norm", meaning: "||h||: how strongly anything is seen.", of: (r) => r.norm },
  {
    name: "activation_near_zero",
    meaning: "share of activations at most a hundredth of their mean.",
    of: (row) => row.nearZero,
  },
  {
    name: "activation_kurtosis",
    meaning: "fourth moment of the activations over the squared second: a few strong ones or many.",
    of: (row) => row.kurtosis,
  },
  {
    name: "class_cosine",
    meaning: "cosine of h with the true class's weights: training aligns them.",
    of: (row) => row.cosine,
  },
  {
    name: "other_cosine",
    meaning: "largest cosine of h with another class's weights.",
    of: (row) => row.otherCosine,
  },
  {
    name: "outside_row_space",
    meaning: "length of the part of h orthogonal to all weights, which no logit shows.",
    of: (row) => row.outside,
  },
];

/**
 * What the weights of the last layer and the activations h before it add to the logits, in closed
 * form: no backward pass.
 *
 * @see Nasr, Shokri and Houmansadr, Comprehensive Privacy Analysis of Deep Learning (2019), for
 *   gradient norms as signs of membership
 */
export const lastLayer = fixedGroup<LayerRow>({
  name: "lastLayer",
  meaning: "gradient of the last layer, and the activations beside its weights",
  needs: { embedding: true, lastLayer: true },
  statistics: () => STATISTICS,
  reader,
});

function reader(set: AuditSet): (i: number) => LayerRow {
  const { data, size } = set.embedding as NonNullable<AuditSet["embedding"]>;
  const { weight } = set.lastLayer as NonNullable<AuditSet["lastLayer"]>;
  const { classes } = set.logits;
  const basis = rowSpaceBasis(weight, classes, size);
  const lengths = Float64Array.from({ length: classes }, (_, j) => {
    const own = weight.subarray(j * size, (j + 1) * size);
    return Math.sqrt(Math.max(dot(own, own), Number.MIN_VALUE));
  });
  const weights = inFours(weight, classes, size);
  const directions = inFours(
    basis.flatMap((direction) => [...direction]),
    basis.length,
    size,
  );
  const products = new Float64Array(classes);
  const alongs = new Float64Array(basis.length);
  const output = new OutputRow(set.logits, set.labels);
  const row = { logResidual: 0, norm: 0, nearZero: 0, kurtosis: 0, cosine: 0, otherCosine: 0 };
  return (i) => {
    const h = data.subarray(i * size, (i + 1) * size);
    const squared = dot(h, h);
    const norm = Math.sqrt(squared);
    let otherCosine = -1;
    let cosine = 0;
    multiply(weights, h, products);
    for (let j = 0; j < classes; j++) {
      const own = products[j] / (lengths[j] * (norm || 1));
      if (j === set.labels[i]) cosine = own;
      else if (own > otherCosine) otherCosine = own;
    }
    let inside = 0;
    for (const along of multiply(directions, h, alongs)) inside += along ** 2;
    const outside = Math.sqrt(Math.max(0, squared - inside));
    const logResidual = logResidualOf(output.read(i));
    return Object.assign(row, { logResidual, norm, cosine, otherCosine, outside }, shapeOf(h));
  };
}

/** Rows of a matrix in fours, filled up with zeros, the four numbers of a column side by side. */
function inFours(matrix: ArrayLike<number>, rows: number, size: number): Float64Array {
  const fours = new Float64Array(4 * Math.ceil(rows / 4) * size);
  for (let j = 0; j < rows; j++) {
    const start = (j >> 2) * 4 * size + (j & 3);
    for (let d = 0; d < size; d++) fours[start + 4 * d] = matrix[j * size + d];
  }
  return fours;
}

/** The products of a vector with each of the rows, four sums side by side, as one would wait for itself. */
function multiply(fours: Float64Array, vector: Float32Array, products: Float64Array): Float64Array {
  const size = vector.length;
  for (let j = 0, at = 0; j < products.length; j += 4) {
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (let d = 0; d < size; d++, at += 4) {
      const value = vector[d];
      first += value * fours[at];
      second += value * fours[at + 1];
      third += value * fours[at + 2];
      fourth += value * fours[at + 3];
    }
    // what is behind the last row is not kept
    products[j] = first;
    products[j + 1] = second;
    products[j + 2] = third;
    products[j + 3] = fourth;
  }
  return products;
}

function shapeOf(h: Float32Array): Pick<LayerRow, "nearZero" | "kurtosis"> {
  let mean = 0;
  for (let d = 0; d < h.length; d++) mean += h[d] / h.length;
  let second = 0;
  let fourth = 0;
  let small = 0;
  for (let d = 0; d < h.length; d++) {
    const square = (h[d] - mean) ** 2;
    second += square / h.length;
    fourth += (square * square) / h.length;
    if (h[d] <= mean / 100) small++;
  }
  return { nearZero: small / h.length, kurtosis: second > 0 ? fourth / (second * second) : 0 };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d] * b[d];
  return sum;
}
