import type { Floats } from "../network";
import type { DropoutMLPParameters } from "./parameters";

/**
 * Adam with decoupled weight decay: each step first takes `lr * weight_decay` of every parameter off,
 * biases included, as PyTorch's `AdamW` does.
 *
 * Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2019); torch/optim/adamw.py.
 *
 * @example
 * const adam = new AdamW([weights], { lr: 0.001, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0.01 });
 * adam.step([gradient]); // weights have changed
 */
export class AdamW {
  private readonly means: Floats[];
  private readonly squares: Floats[];
  private steps = 0;

  /** @param values the arrays that `step` changes in place */
  constructor(
    private readonly values: readonly Floats[],
    private readonly options: Pick<DropoutMLPParameters, "lr" | "betas" | "eps" | "weight_decay">,
  ) {
    this.means = values.map(({ length }) => new Float32Array(length));
    this.squares = values.map(({ length }) => new Float32Array(length));
  }

  /** @param gradients one array for each array of values */
  step(gradients: readonly Floats[]): void {
    this.steps++;
    gradients.forEach((gradient, a) => {
      this.update(this.values[a], gradient, this.means[a], this.squares[a]);
    });
  }

  private update(values: Floats, gradient: Floats, means: Floats, squares: Floats): void {
    const { lr, betas, eps, weight_decay } = this.options;
    const [beta1, beta2] = betas;
    const rate = lr / (1 - beta1 ** this.steps);
    const correction = 1 / Math.sqrt(1 - beta2 ** this.steps);
    const keep = 1 - lr * weight_decay;
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i];
      const mean = beta1 * means[i] + (1 - beta1) * g;
      const square = beta2 * squares[i] + (1 - beta2) * g * g;
      means[i] = mean;
      squares[i] = square;
      values[i] = values[i] * keep - (rate * mean) / (Math.sqrt(square) * correction + eps);
    }
  }
}
