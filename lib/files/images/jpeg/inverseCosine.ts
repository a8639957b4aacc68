const BITS = 13;
const PASS_BITS = 2;

/** What the columns leave for the rows; 64 numbers that each call writes before it reads them. */
const between = new Int32Array(64);

/**
 * The samples of a block: the inverse discrete cosine transform in whole numbers of Loeffler,
 * Ligtenberg and Moschytz (ICASSP 1989) as libjpeg's "islow" rounds it, which is what Pillow uses.
 *
 * @param block 64 coefficients from `at` on, in steps
 * @param steps 64 factors of the coefficients
 * @param out where the samples go, 0 to 255, the block's first at `start`, rows `stride` apart
 * @example
 * inverseCosine(coefficients, 0, steps, plane, 0, 32);
 */
export function inverseCosine(
  block: Int16Array,
  at: number,
  steps: Uint16Array,
  out: Uint8ClampedArray,
  start: number,
  stride: number,
): void {
  for (let x = 0; x < 8; x++) {
    for (let y = 0; y < 8; y++) line[y] = block[at + 8 * y + x] * steps[8 * y + x];
    transform(BITS - PASS_BITS);
    for (let y = 0; y < 8; y++) between[8 * y + x] = line[y];
  }
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) line[x] = between[8 * y + x];
    transform(BITS + PASS_BITS + 3);
    for (let x = 0; x < 8; x++) out[start + y * stride + x] = line[x] + 128;
  }
}

const line = new Int32Array(8);

/** Transforms `line` in place; each sum is rounded to its bits above `drop`. */
function transform(drop: number): void {
  const half = 1 << (drop - 1);
  const middle = (line[2] + line[6]) * 4433;
  const evenA = middle - line[6] * 15137;
  const evenB = middle + line[2] * 6270;
  const sum = (line[0] + line[4]) * 8192;
  const difference = (line[0] - line[4]) * 8192;

  const all = (line[7] + line[3] + line[5] + line[1]) * 9633;
  const outer = (line[7] + line[1]) * -7373;
  const inner = (line[5] + line[3]) * -20995;
  const third = (line[7] + line[3]) * -16069 + all;
  const fourth = (line[5] + line[1]) * -3196 + all;
  const odd7 = line[7] * 2446 + outer + third;
  const odd5 = line[5] * 16819 + inner + fourth;
  const odd3 = line[3] * 25172 + inner + third;
  const odd1 = line[1] * 12299 + outer + fourth;

  line[0] = (sum + evenB + odd1 + half) >> drop;
  line[7] = (sum + evenB - odd1 + half) >> drop;
  line[1] = (difference + evenA + odd3 + half) >> drop;
  line[6] = (difference + evenA - odd3 + half) >> drop;
  line[2] = (difference - evenA + odd5 + half) >> drop;
  line[5] = (difference - evenA - odd5 + half) >> drop;
  line[3] = (sum - evenB + odd7 + half) >> drop;
  line[4] = (sum - evenB - odd7 + half) >> drop;
}
