import type { EpochFigures } from "./savedState";

const LINE_MS = 10_000;

/**
 * Tells how far training has come: a line an epoch, and one every ten seconds between.
 *
 * @param models that this process trains
 * @param epochs of each
 * @param write takes a line
 */
export class ProgressLines {
  private readonly start = performance.now();
  private last = performance.now();
  /** Share of the work done before this process came, which takes no time of it. */
  private before: number | null = null;
  private done = 0;

  constructor(
    private readonly models: readonly number[],
    private readonly epochs: number,
    private readonly write: (line: string) => void,
  ) {}

  /** A model is there from an earlier run. */
  skip(model: number): void {
    this.write(`reference-${model}: there already`);
  }

  step(model: number, done: number, total: number, loss: number): void {
    const place = this.models.indexOf(model);
    this.done = (place + done / total) / this.models.length;
    this.before ??= (place + (done - 1) / total) / this.models.length;
    if (performance.now() - this.last < LINE_MS) return;
    this.tell(`reference-${model}: step ${done} of ${total}, loss ${loss.toFixed(3)}`);
  }

  epoch(model: number, epoch: number, { loss, accuracyIn, accuracyOut }: EpochFigures): void {
    const accuracy = `accuracy in ${accuracyIn.toFixed(3)}, out ${accuracyOut.toFixed(3)}`;
    this.tell(
      `reference-${model}: epoch ${epoch + 1} of ${this.epochs}, loss ${loss.toFixed(3)}, ${accuracy}`,
    );
  }

  private tell(text: string): void {
    this.last = performance.now();
    const seconds = (this.last - this.start) / 1000;
    const left = (seconds * (1 - this.done)) / Math.max(this.done - (this.before ?? 0), 1e-9);
    const spelled = left < 90 ? `${Math.ceil(left)} s` : `${Math.ceil(left / 60)} min`;
    this.write(`${text}; ${spelled} left`);
  }
}
