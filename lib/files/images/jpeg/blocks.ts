import type { Fail } from "../../formats/pickle/values";
import type { BitReader } from "./bitReader";
import type { HuffmanTable } from "./huffman";
import { zigzag } from "./zigzag";

/** What reading the blocks of a scan carries from one block to the next. */
export interface Run {
  readonly bits: BitReader;
  readonly fail: Fail;
  /** First and last coefficient, and by how many bits they are shifted. */
  readonly from: number;
  readonly to: number;
  readonly shift: number;
  /** Blocks that have nothing more in this scan. */
  empty: number;
}

/** The tables and last first coefficient of a component in a scan. */
export interface Coder {
  readonly first: HuffmanTable | null;
  readonly others: HuffmanTable | null;
  last: number;
}

/** Reads a block's share of a scan into its 64 coefficients, which start at `at`. */
export type ReadBlock = (run: Run, coder: Coder, block: Int16Array, at: number) => void;

function table(found: HuffmanTable | null, { fail }: Run): HuffmanTable {
  return found ?? fail("with a scan by a table that it has not", "a table in front of the scan");
}

/** All coefficients of a block (ITU-T T.81 F.2.2). */
export const sequential: ReadBlock = (run, coder, block, at) => {
  firstOfBlock(run, coder, block, at);
  const codes = table(coder.others, run);
  for (let k = 1; k <= 63; ) {
    const symbol = run.bits.symbol(codes);
    const size = symbol & 15;
    if (size === 0 && symbol < 0xf0) return;
    k = skipped(run, k, symbol >> 4, 63);
    if (size > 0) block[at + zigzag[k]] = run.bits.signed(size);
    k++;
  }
};

/** The first coefficient of a block, without its lowest bits (T.81 G.1.2.1). */
export const firstOfBlock: ReadBlock = (run, coder, block, at) => {
  const size = run.bits.symbol(table(coder.first, run));
  if (size > 15) run.fail(`with a first coefficient of ${size} bits`, "at most 15");
  coder.last += run.bits.signed(size);
  block[at] = coder.last << run.shift;
};

/** One more bit of the first coefficient. */
export const refineFirst: ReadBlock = (run, _, block, at) => {
  if (run.bits.bits(1) === 1) block[at] |= 1 << run.shift;
};

/** A band of the other coefficients, without their lowest bits (T.81 G.1.2.2). */
export const othersOfBlock: ReadBlock = (run, coder, block, at) => {
  if (run.empty > 0) {
    run.empty--;
    return;
  }
  const codes = table(coder.others, run);
  for (let k = run.from; k <= run.to; k++) {
    const symbol = run.bits.symbol(codes);
    const [zeros, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && zeros < 15) {
      run.empty = (1 << zeros) + run.bits.bits(zeros) - 1;
      return;
    }
    k = skipped(run, k, zeros, run.to);
    if (size > 0) block[at + zigzag[k]] = run.bits.signed(size) << run.shift;
  }
};

/** One more bit of a band of the other coefficients (T.81 G.1.2.3). */
export const refineOthers: ReadBlock = (run, coder, block, at) => {
  let k = run.from;
  if (run.empty === 0) {
    const codes = table(coder.others, run);
    for (; k <= run.to; k++) {
      const symbol = run.bits.symbol(codes);
      const [zeros, size] = [symbol >> 4, symbol & 15];
      if (size > 1) run.fail(`with ${size} new bits of a coefficient`, "one");
      if (size === 0 && zeros < 15) {
        run.empty = (1 << zeros) + run.bits.bits(zeros);
        break;
      }
      const fresh = size === 1 ? (run.bits.bits(1) === 1 ? 1 : -1) << run.shift : 0;
      k = refineUpTo(run, block, at, k, zeros);
      if (k > run.to) run.fail("with a coefficient beyond its band", `at most ${run.to}`);
      if (fresh !== 0) block[at + zigzag[k]] = fresh;
    }
  }
  if (run.empty > 0) {
    refineUpTo(run, block, at, k, 64);
    run.empty--;
  }
};

/** Reads a bit of each coefficient that is there already, until so many others have been passed. */
function refineUpTo(run: Run, block: Int16Array, at: number, from: number, zeros: number): number {
  const bit = 1 << run.shift;
  let left = zeros;
  let k = from;
  for (; k <= run.to; k++) {
    const i = at + zigzag[k];
    if (block[i] === 0) {
      if (left === 0) return k;
      left--;
    } else if (run.bits.bits(1) === 1) block[i] += block[i] > 0 ? bit : -bit;
  }
  return k;
}

function skipped(run: Run, k: number, zeros: number, to: number): number {
  if (k + zeros > to) run.fail(`with coefficient ${k + zeros} of a block`, `at most ${to}`);
  return k + zeros;
}
