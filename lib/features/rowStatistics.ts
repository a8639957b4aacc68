import type { Logits } from "../inference";
import { SoftmaxRow } from "../lira";
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
