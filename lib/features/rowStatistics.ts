import type { Logits } from "../inference";
import { SoftmaxRow } from "../lira";
import { Float32Row } from "./float32Row";
import { BESIDE_THE_TEN, PUBLISHED_STATISTICS } from "./published";

/** The columns that follow the probabilities, in their order. */
export const STATISTICS = [...PUBLISHED_STATISTICS, ...BESIDE_THE_TEN];

/** Fills columns, the K probabilities and then the statistics, from logits and labels that fit. */
export type FillColumns = (
  logits: Logits,
  labels: Int32Array,
  columns: readonly Float64Array[],
) => void;

/** `FillColumns` in plain TypeScript: the results that the kernel must give, bit for bit. */
export const referenceColumns: FillColumns = (logits, labels, columns) => {
  const { data, rows, classes } = logits;
  const row = new SoftmaxRow(classes);
  for (let i = 0; i < rows; i++) {
    row.read(logits, i);
    const y = labels[i];
    const z = data[i * classes + y];
    for (let j = 0; j < classes; j++) columns[j][i] = row.p[j];
    STATISTICS.forEach(({ of }, s) => {
      columns[classes + s][i] = of(row, y, z);
    });
  }
};

/** The published columns in float32, in plain TypeScript: the results that the kernel must give, bit for bit. */
export const referenceColumnsInFloat32: FillColumns = (logits, labels, columns) => {
  const { data, rows, classes } = logits;
  const row = new Float32Row(classes);
  for (let i = 0; i < rows; i++) {
    row.read(logits, i);
    const y = labels[i];
    const z = data[i * classes + y];
    for (let j = 0; j < classes; j++) columns[j][i] = row.p[j];
    PUBLISHED_STATISTICS.forEach(({ inFloat32 }, s) => {
      columns[classes + s][i] = Math.fround(inFloat32(row, y, z));
    });
  }
};
