import type { AdamArrays, Floats, Kernel } from "../network";
import type { DropoutMLPParameters } from "./parameters";

/**
 * Adam with decoupled weight decay: each step first takes `lr * weight_decay` of every parameter off,
 * biases included, as PyTorch's `AdamW` does.
 *
 * Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2019); torch/optim/adamw.py.
 *
 * @example
 * const adam = new AdamW([weights], { lr: 0.001, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0.01 }, kernel);
 * adam.step([gradient]); // weights have changed
 */
export class AdamW {
  private readonly means: readonly Floats[];
  private readonly squares: readonly Floats[];
  private steps = 0;

  /** @param values the arrays, of the kernel, that `step` changes in place */
  constructor(
    private readonly values: readonly Floats[],
    private readonly options: Pick<DropoutMLPParameters, "lr" | "betas" | "eps" | "weight_decay">,
    private readonly kernel: Kernel,
  ) {
    this.means = values.map(({ length }) => kernel.allocate(length));
    this.squares = values.map(({ length }) => kernel.allocate(length));
  }

  /** @param gradients one array for each array of values */
  step(gradients: readonly Floats[]): void {
    this.steps++;
    gradients.forEach((gradient, a) => {
      const [values, means, squares] = [this.values[a], this.means[a], this.squares[a]];
      this.update({ values, gradient, means, squares });
    });
  }

  private update(arrays: AdamArrays): void {
    const { lr, betas, eps, weight_decay } = this.options;
    const [beta_1, beta_2] = betas;
    this.kernel.adamWStep(arrays, {
      keep: 1 - lr * weight_decay,
      rate: lr / (1 - beta_1 ** this.steps),
      ...{ beta_1, beta_2, epsilon: eps },
      correction: 1 / Math.sqrt(1 - beta_2 ** this.steps),
    });
  }
}
