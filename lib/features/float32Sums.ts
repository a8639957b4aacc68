import { LANES, STREAMS } from "./float32Places";

const { fround } = Math;

const lanes = new Float32Array(LANES);
const streams = new Float32Array(STREAMS * LANES);

/**
 * The sum inside torch's softmax and log_softmax over float32: eight lanes side by side, added by
 * halves; fewer than eight numbers one after the other.
 *
 * @example
 * sumOfSoftmax(Float32Array.of(1, 2 ** -25, 2 ** -25)); // 1: each alone rounds away
 */
export function sumOfSoftmax(values: Float32Array): number {
  if (values.length < LANES) return inOrder(0, values, 0, values.length);
  for (let j = 0; j < LANES; j++) lanes[j] = values[j];
  for (let j = LANES; j < values.length; j++) lanes[j & (LANES - 1)] += values[j];
  for (let half = LANES / 2; half >= 1; half /= 2) {
    for (let j = 0; j < half; j++) lanes[j] += lanes[j + half];
  }
  return lanes[0];
}

/**
 * torch's `sum` over the last dimension of float32 rows: four streams, each of eight lanes; what fills no
 * register comes first, then the lanes in their order. From 512 numbers on torch cuts a row further.
 *
 * @example
 * sumOfTerms(Float32Array.of(-0.5, -0.25)); // -.75
 */
export function sumOfTerms(values: Float32Array): number {
  const width = values.length < LANES ? 1 : LANES;
  const registers = Math.floor(values.length / width);
  const inStreams = registers - (registers % STREAMS);
  for (let j = 0; j < streams.length; j++) streams[j] = 0;
  for (let r = 0; r < registers; r++) {
    const to = r < inStreams ? (r % STREAMS) * width : 0;
    for (let j = 0; j < width; j++) streams[to + j] += values[r * width + j];
  }
  for (let k = 1; k < STREAMS; k++) {
    for (let j = 0; j < width; j++) streams[j] += streams[k * width + j];
  }
  const rest = inOrder(0, values, registers * width, values.length);
  return inOrder(rest, streams, 0, width);
}

function inOrder(sum: number, values: Float32Array, start: number, end: number): number {
  for (let j = start; j < end; j++) sum = fround(sum + values[j]);
  return sum;
}
