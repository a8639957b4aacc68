import type { ImportedOutputs } from "./imported";

/** One dataset's part of the outputs. */
export interface SetArrays {
  readonly trainedOn: Uint8Array;
  /** [models, rows, classes] or, of one number a row, [models, rows]. */
  readonly views: ReadonlyMap<string, Float32Array | Float64Array>;
}

/**
 * Each dataset's rows of every model, which are read one after the other.
 *
 * @param rows for each image of a dataset its row of the outputs, by the dataset's name
 * @throws InputError as the layout's `read`
 */
export function cutRows(
  outputs: ImportedOutputs,
  rows: Readonly<Record<string, Int32Array>>,
): { readonly arrays: Readonly<Record<string, SetArrays>>; readonly saturated: number } {
  const { models, classes, views } = outputs;
  const size = classes ?? 1;
  const arrays = Object.fromEntries(
    Object.entries(rows).map(([set, { length }]): [string, SetArrays] => [
      set,
      {
        trainedOn: new Uint8Array(models.length * length),
        views: new Map(
          views.map((view) => {
            const count = models.length * length * size;
            return [view, classes === null ? new Float64Array(count) : new Float32Array(count)];
          }),
        ),
      },
    ]),
  );
  let saturated = 0;
  for (let m = 0; m < models.length; m++) {
    const read = outputs.read(m);
    saturated += read.saturated;
    for (const [set, places] of Object.entries(rows)) {
      places.forEach((from, row) => {
        const to = m * places.length + row;
        arrays[set].trainedOn[to] = outputs.trainedOn[m * outputs.rows + from];
        views.forEach((view, v) => {
          const own = read.views[v].subarray(from * size, (from + 1) * size);
          arrays[set].views.get(view)?.set(own, to * size);
        });
      });
    }
  }
  return { arrays, saturated };
}
