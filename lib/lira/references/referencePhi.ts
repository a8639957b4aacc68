import { phiOf } from "../phiOf";
import { viewOfReferences } from "./checkOutputs";
import type { ReferenceOutputs } from "./outputs";

/**
 * phi of every image under every reference model.
 *
 * @param labels N true classes
 * @param view whose logits to take; "plain" unless given
 * @returns [M, N], row-major
 * @throws RangeError if there are no logits of the view, or they or the labels do not fit
 * @example
 * referencePhi(outputs, labels)[m * outputs.rows + i];
 */
export function referencePhi(
  outputs: ReferenceOutputs,
  labels: Int32Array,
  view = "plain",
): Float64Array {
  const { models, rows, classes } = outputs;
  if (outputs.phi !== undefined) return phiOfView(outputs.phi, view, models * rows);
  const data = viewOfReferences(outputs, view);
  const size = rows * classes;
  const phi = new Float64Array(models * rows);
  for (let m = 0; m < models; m++) {
    const logits = { data: data.subarray(m * size, (m + 1) * size), rows, classes };
    phi.set(phiOf(logits, labels), m * rows);
  }
  return phi;
}

/** phi that is there already. */
function phiOfView(
  views: ReadonlyMap<string, Float64Array>,
  view: string,
  size: number,
): Float64Array {
  const phi = views.get(view);
  if (phi?.length === size) return phi;
  const found = phi === undefined ? "none" : `${phi.length} numbers`;
  throw new RangeError(`references: found ${found} for the view ${view}, expected ${size}`);
}
