import type { ReferenceOutputs } from "./outputs";

/**
 * Looks whether reference models were trained on, and left out, every image that a score needs.
 *
 * @param needed "out" for offline scores, "in" and "out" for online ones
 * @param fewest models that there must be of each kind
 * @throws RangeError naming the first row that too few references have seen, or not seen
 * @example
 * requireSeen(outputs, ["in", "out"], 1);
 */
export function requireSeen(
  { models, rows, trainedOn }: Pick<ReferenceOutputs, "models" | "rows" | "trainedOn">,
  needed: readonly ("in" | "out")[],
  fewest: number,
): void {
  if (trainedOn.length !== models * rows) {
    throw new RangeError(
      `references: found ${trainedOn.length} entries in trainedOn, expected ${models} x ${rows}`,
    );
  }
  for (let i = 0; i < rows; i++) {
    let inside = 0;
    for (let m = 0; m < models; m++) inside += trainedOn[m * rows + i];
    for (const kind of needed) {
      const count = kind === "in" ? inside : models - inside;
      if (count >= fewest) continue;
      throw new RangeError(
        `references: found ${count} of ${models} models ${kind === "in" ? "trained on" : "that left out"} row ${i}, expected at least ${fewest}`,
      );
    }
  }
}

/** The logits of one view, [M, N, K]. */
export function viewOfReferences(outputs: ReferenceOutputs, view: string): Float32Array {
  const { models, rows, classes, logits } = outputs;
  const data = logits.get(view);
  if (data === undefined) {
    throw new RangeError(
      `references: found no logits of the view ${view} among ${[...logits.keys()].join(", ")}, expected them`,
    );
  }
  if (data.length !== models * rows * classes) {
    throw new RangeError(
      `references: found ${data.length} logits of the view ${view}, expected ${models} x ${rows} x ${classes}`,
    );
  }
  return data;
}
