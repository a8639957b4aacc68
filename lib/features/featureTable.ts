/** Named columns of equal length, one entry a row of the dataset. */
export interface FeatureTable {
  /** In the order that the columns shall have. */
  readonly names: readonly string[];
  readonly columns: Readonly<Record<string, Float64Array>>;
  readonly rows: number;
}
