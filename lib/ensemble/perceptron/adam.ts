/** Parameters of {@link Adam}, named as in scikit-learn. */
export interface AdamParameters {
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
 * const adam = new Adam([weights], { learning_rate_init: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-8 });
 * adam.step([gradient]); // weights have changed
 */
export class Adam {
  private readonly means: Float64Array[];
  private readonly squares: Float64Array[];
  private steps = 0;

  /** @param parameters the arrays that `step` changes in place */
  constructor(
    private readonly parameters: readonly Float64Array[],
    private readonly options: AdamParameters,
  ) {
    this.means = parameters.map((values) => new Float64Array(values.length));
    this.squares = parameters.map((values) => new Float64Array(values.length));
  }

  /** @param gradients one array for each array of parameters */
  step(gradients: readonly Float64Array[]): void {
    const { learning_rate_init, beta_1, beta_2 } = this.options;
    this.steps++;
    const rate =
      (learning_rate_init * Math.sqrt(1 - beta_2 ** this.steps)) / (1 - beta_1 ** this.steps);
    gradients.forEach((gradient, a) => {
      this.update(this.parameters[a], gradient, this.means[a], this.squares[a], rate);
    });
  }

  private update(
    values: Float64Array,
    gradient: Float64Array,
    means: Float64Array,
    squares: Float64Array,
    rate: number,
  ): void {
    const { beta_1, beta_2, epsilon } = this.options;
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i];
      const mean = beta_1 * means[i] + (1 - beta_1) * g;
      const square = beta_2 * squares[i] + (1 - beta_2) * (g * g);
      means[i] = mean;
      squares[i] = square;
      values[i] += (-rate * mean) / (Math.sqrt(square) + epsilon);
    }
  }
}
