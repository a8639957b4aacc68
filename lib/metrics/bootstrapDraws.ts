import { Xoshiro128 } from "../numeric/random";
import { countDraws } from "./drawKernel";
import { plainDraws } from "./plainDraws";

/** How often each row of either class stands in one resample. */
export interface Resample<Counts = Uint8Array> {
  readonly members: Counts;
  readonly nonMembers: Counts;
}

/** Rows of either class, and how resamples of them are drawn. */
interface Drawing {
  readonly members: number;
  readonly nonMembers: number;
  readonly replicates: number;
  readonly seed: number;
}

/** The explorer's page draws too, and its policy lets no WebAssembly be made. */
const draw = "document" in globalThis ? plainDraws : countDraws;

/** Most bytes of counts that are kept: those of 2,000 resamples of 32,000 rows. */
const KEPT_BYTES = 64e6;

/** What was drawn, the last used last. */
const kept = new Map<string, BootstrapDraws>();

/**
 * The resamples of a stratified bootstrap: members and non-members are drawn with replacement by themselves, as
 * many as there are. They hang on the sizes and the seed alone, so they are drawn once and kept for the next
 * scores of as many rows, up to 64 MB in all; of more rows each resample is drawn anew.
 *
 * @param drawing `seed` of Xoshiro128, an integer in 0 .. 2^32 - 1
 * @throws RangeError as `Xoshiro128`
 * @example
 * bootstrapDraws({ members: 3, nonMembers: 2, replicates: 100, seed: 42 }).at(0).members; // [0, 2, 1]
 */
export function bootstrapDraws(drawing: Drawing): BootstrapDraws {
  const { members, nonMembers, replicates, seed } = drawing;
  const name = [members, nonMembers, replicates, seed].join(" ");
  const draws = kept.get(name) ?? new BootstrapDraws(drawing);
  kept.delete(name);
  if (draws.bytes > KEPT_BYTES) return draws;
  kept.set(name, draws);
  let bytes = 0;
  for (const each of kept.values()) bytes += each.bytes;
  for (const [oldest, { bytes: own }] of kept) {
    if (bytes <= KEPT_BYTES) break;
    kept.delete(oldest);
    bytes -= own;
  }
  return draws;
}

/** Resamples, drawn as far as they have been asked for. */
export class BootstrapDraws {
  /** What keeping all of them takes. */
  readonly bytes: number;
  readonly #state: Int32Array;
  readonly #counts: Uint8Array;
  readonly #rows: number;
  #drawn = 0;

  constructor(private readonly drawing: Drawing) {
    this.#state = new Xoshiro128(drawing.seed).state;
    this.#rows = drawing.members + drawing.nonMembers;
    this.bytes = this.#rows * drawing.replicates;
    this.#counts = new Uint8Array(this.bytes > KEPT_BYTES ? this.#rows : this.bytes);
  }

  /**
   * A resample, valid until the next is asked for.
   *
   * @param r from 0; where they are not kept, one more than the last
   */
  at(r: number): Resample {
    const { members } = this.drawing;
    const place = this.bytes > KEPT_BYTES ? 0 : r * this.#rows;
    const own = this.#counts.subarray(place, place + this.#rows);
    const resample = { members: own.subarray(0, members), nonMembers: own.subarray(members) };
    if (r >= this.#drawn) {
      draw(this.#state, resample.members);
      draw(this.#state, resample.nonMembers);
      this.#drawn = r + 1;
    }
    return resample;
  }
}
