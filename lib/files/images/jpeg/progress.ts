import type { Fail } from "../../formats/pickle/values";
import type { Component, Frame } from "./frame";

/** Coefficients of a scan; `shift` bits are left for later, `before` were left by the scan before. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly shift: number;
}

const UNSEEN = -1;

/**
 * Which bits of which coefficients have been read, so that none is missing at the end and none is
 * read twice: a file of a thousand scans would cost a thousand times its picture.
 *
 * @example
 * const progress = new Progress(frame, fail);
 * progress.advance(frame.components, { from: 0, to: 63, before: 0, shift: 0 });
 * progress.check();
 */
export class Progress {
  /** Of each component's coefficients the bits that are left, or UNSEEN. */
  private readonly left: ReadonlyMap<Component, Int8Array>;

  constructor(
    private readonly frame: Frame,
    private readonly fail: Fail,
  ) {
    this.left = new Map(frame.components.map((one) => [one, new Int8Array(64).fill(UNSEEN)]));
  }

  /** Refuses a scan that is not the next of its coefficients. */
  advance(components: readonly Component[], band: Band): void {
    const { from, to, before, shift } = band;
    const sound = this.frame.progressive
      ? from <= to && to <= 63 && (from > 0 ? components.length === 1 : to === 0) && shift <= 13
      : from === 0 && to === 63 && before === 0 && shift === 0;
    const next = before === 0 || shift === before - 1;
    if (!sound || !next) {
      this.fail(
        `with a scan of coefficients ${from} to ${to}, bits ${before} to ${shift}`,
        "a band",
      );
    }
    for (const component of components) {
      const left = this.left.get(component) as Int8Array;
      const expected = before === 0 ? UNSEEN : before;
      const first = from === 0 || left[0] !== UNSEEN;
      if (!first || left.subarray(from, to + 1).some((bits) => bits !== expected)) {
        this.fail("with a scan out of turn", "each bit of a coefficient once, and in order");
      }
      left.fill(shift, from, to + 1);
    }
  }

  /** Refuses a picture of which something is missing. */
  check(): void {
    for (const [{ id }, left] of this.left) {
      if (left.some((bits) => bits !== 0)) {
        this.fail(`without all of component ${id}`, "scans of every bit");
      }
    }
  }
}
