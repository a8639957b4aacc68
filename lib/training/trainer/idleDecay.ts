/**
 * What momentum and weight decay make of a weight whose gradient is always 0 (a tap that sees
 * padding only): w_t = factor w_0, whatever w_0, since every step is linear in it.
 *
 * v' = momentum v + decay w, w' = w - rate v'.
 *
 * @example
 * const idle = new IdleDecay(0.9, 5e-4);
 * idle.step(0.05);
 * idle.factor; // 0.999975
 */
export class IdleDecay {
  private weight = 1;
  private velocity = 0;

  constructor(
    private readonly momentum: number,
    private readonly weightDecay: number,
  ) {}

  /** One step of gradient descent at this rate. */
  step(learningRate: number): void {
    this.velocity = this.momentum * this.velocity + this.weightDecay * this.weight;
    this.weight -= learningRate * this.velocity;
  }

  /** By what the starting weight is multiplied by now. */
  get factor(): number {
    return this.weight;
  }
}
