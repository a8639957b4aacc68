import type { AdamArrays, BackwardBuffers, Floats, Kernel, Layer } from "../network";

/** Parameters of {@link Adam}, named as in scikit-learn. */
interface AdamParameters {
  /** Strength of the L2 penalty on the weights; biases have none. */
  readonly alpha: number;
  readonly learning_rate_init: number;
  readonly beta_1: number;
  readonly beta_2: number;
  readonly epsilon: number;
}

/**
 * Adam: steps scaled by running means of the gradient and of its square.
 *
 * Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2014), in the form of its
 * section 2 that corrects the rate instead of the means, as scikit-learn.
 *
 * @example
 * const adam = new Adam(layers, buffers, { alpha: 1e-4, learning_rate_init: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-8 }, kernel);
 * adam.step(200); // the layers' weights and biases have changed
 */
export class Adam {
  private readonly weights: readonly AdamArrays[];
  private readonly biases: readonly AdamArrays[];
  private steps = 0;

  /**
   * @param layers whose weights and biases `step` changes in place
   * @param buffers where `backward` leaves their gradients
   */
  constructor(
    layers: readonly Layer[],
    { gradients }: BackwardBuffers,
    private readonly options: AdamParameters,
    private readonly kernel: Kernel,
  ) {
    const arrays = (values: Floats, gradient: Floats) => {
      const [means, squares] = [kernel.allocate(values.length), kernel.allocate(values.length)];
      return { values, gradient, means, squares };
    };
    this.weights = layers.map((layer, l) => arrays(layer.weights, gradients[l].weights));
    this.biases = layers.map((layer, l) => arrays(layer.biases, gradients[l].biases));
  }

  /** @param rows of which the gradients are the sums */
  step(rows: number): void {
    const { alpha, learning_rate_init, beta_1, beta_2, epsilon } = this.options;
    this.steps++;
    const rate =
      (learning_rate_init * Math.sqrt(1 - beta_2 ** this.steps)) / (1 - beta_1 ** this.steps);
    const constants = { rows, rate, beta_1, beta_2, epsilon };
    for (const arrays of this.weights) this.kernel.adamStep(arrays, { alpha, ...constants });
    for (const arrays of this.biases) this.kernel.adamStep(arrays, { alpha: 0, ...constants });
  }
}
