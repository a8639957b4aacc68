import type { Floats } from "./floats";
import type { Kernel } from "./kernel";
import type { Layer } from "./layers";
import type { Squash } from "./squash";

/** What a model wants of a forward pass. */
interface ForwardOptions {
  /** What comes after the last layer. */
  readonly squash: Squash;
  /** For each hidden layer, what each of its outputs is multiplied by; 1 unless given. */
  readonly masks?: readonly Floats[];
  /** Room for `Kernel.multiplySparse`; without it what hidden layers gave is multiplied whole. */
  readonly list?: Floats;
}

/** Columns from which on going through what is not 0 saves more than finding it takes. */
export const WORTH_LISTING = 32;

/**
 * One forward pass: ReLU after each hidden layer, the logistic function after the last.
 *
 * @param activations the input rows [rows, inputs], then room for each layer's output
 * @param rows how many rows of `activations` are filled; those beyond are left alone
 */
export function forward(
  layers: readonly Layer[],
  activations: readonly Floats[],
  rows: number,
  kernel: Kernel,
  { squash, masks, list }: ForwardOptions,
): void {
  layers.forEach((layer, l) => {
    const { inputs, outputs, weights, biases } = layer;
    const out = activations[l + 1];
    const input = activations[l];
    if (list && l > 0 && outputs >= WORTH_LISTING) {
      kernel.multiplySparse(input, inputs, 1, weights, out, rows, inputs, outputs, list);
    } else {
      kernel.multiply(input, inputs, 1, weights, out, rows, inputs, outputs);
    }
    if (l === layers.length - 1) squash(out, biases, rows);
    else if (masks) kernel.rectifyAndMask(out, biases, masks[l], rows);
    else kernel.addBiasAndRectify(out, biases, rows);
  });
}
