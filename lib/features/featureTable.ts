/** Columns by name, one entry a row. */
export type PredictorColumns = Readonly<Record<string, Float64Array>>;

/** Named columns of equal length, one entry a row of the dataset. */
export interface FeatureTable {
  /** In the order that the columns shall have. */
  readonly names: readonly string[];
  readonly columns: PredictorColumns;
  readonly rows: number;
}
