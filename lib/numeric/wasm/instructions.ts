import { signed, unsigned } from "./leb128";

/** Bytes of WebAssembly instructions; an expression leaves one value, a statement none. */
export type Code = readonly number[];

// `concat` copies at once what a spread looks at byte by byte
const unary = (opcode: number[]) => (value: Code) => value.concat(opcode);
const binary = (opcode: number[]) => (left: Code, right: Code) => left.concat(right, opcode);
const simd = (opcode: number) => [0xfd, ...unsigned(opcode)];
const load =
  (opcode: number[]) =>
  (address: Code, offset = 0) =>
    address.concat(opcode, 0, unsigned(offset));
const store =
  (opcode: number[]) =>
  (address: Code, value: Code, offset = 0) =>
    address.concat(value, opcode, 0, unsigned(offset));

/** 32-bit integers. */
export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  load: load([0x28]),
  load8_u: load([0x2d]),
  load16_u: load([0x2f]),
  store: store([0x36]),
  store8: store([0x3a]),
  eqz: unary([0x45]),
  ne: binary([0x47]),
  lt_s: binary([0x48]),
  lt_u: binary([0x49]),
  le_s: binary([0x4c]),
  le_u: binary([0x4d]),
  ge_s: binary([0x4e]),
  add: binary([0x6a]),
  sub: binary([0x6b]),
  mul: binary([0x6c]),
  div_s: binary([0x6d]),
  div_u: binary([0x6e]),
  and: binary([0x71]),
  or: binary([0x72]),
  xor: binary([0x73]),
  shl: binary([0x74]),
  shr_s: binary([0x75]),
  shr_u: binary([0x76]),
  rotl: binary([0x77]),
  /** The first if the condition is not zero, else the second: without a branch. */
  select: (first: Code, second: Code, condition: Code): Code =>
    first.concat(second, condition, 0x1b),
  /** The low half of a 64-bit integer. */
  wrap_i64: unary([0xa7]),
  /** Truncates a float64 towards zero, clipped to the range. */
  trunc_sat_f64_s: unary([0xfc, 0x02]),
};

/** 64-bit integers. */
export const i64 = {
  const: (value: number): Code => [0x42, ...signed(value)],
  load: load([0x29]),
  store: store([0x37]),
  eqz: unary([0x50]),
  eq: binary([0x51]),
  ne: binary([0x52]),
  lt_u: binary([0x54]),
  gt_u: binary([0x56]),
  le_u: binary([0x58]),
  ge_u: binary([0x5a]),
  /** How many zeros come before the lowest bit that is set. */
  ctz: unary([0x7a]),
  add: binary([0x7c]),
  sub: binary([0x7d]),
  mul: binary([0x7e]),
  div_u: binary([0x80]),
  and: binary([0x83]),
  or: binary([0x84]),
  xor: binary([0x85]),
  /** Shifts by the lowest six bits of the right one. */
  shl: binary([0x86]),
  shr_s: binary([0x87]),
  shr_u: binary([0x88]),
  extend_i32_s: unary([0xac]),
  extend_i32_u: unary([0xad]),
};

/** Float64 numbers. */
export const f64 = {
  const: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  load: load([0x2b]),
  store: store([0x39]),
  trunc: unary([0x9d]),
  lt: binary([0x63]),
  gt: binary([0x64]),
  ge: binary([0x66]),
  neg: unary([0x9a]),
  add: binary([0xa0]),
  sub: binary([0xa1]),
  mul: binary([0xa2]),
  div: binary([0xa3]),
  /** The smaller one; NaN where either is NaN. */
  min: binary([0xa4]),
  /** The larger one; NaN where either is NaN. */
  max: binary([0xa5]),
  promote_f32: unary([0xbb]),
  convert_i32_s: unary([0xb7]),
  convert_i32_u: unary([0xb8]),
};

/** Float32 numbers. */
export const f32 = {
  const: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  load: load([0x2a]),
  store: store([0x38]),
  ne: binary([0x5c]),
  gt: binary([0x5e]),
  add: binary([0x92]),
  mul: binary([0x94]),
  /** The larger one; NaN where either is NaN. */
  max: binary([0x97]),
  demote_f64: unary([0xb6]),
};

/** 128 bits, read as the instruction says. */
export const v128 = {
  load: load(simd(0x00)),
  /** Loads 32 bits into the first quarter, zeros in the others. */
  load32_zero: load(simd(0x5c)),
  /** `vector` with its second quarter loaded. */
  load32_second: (address: Code, vector: Code, offset = 0): Code =>
    address.concat(vector, simd(0x56), 0, unsigned(offset), 1),
  /** Loads 32 bits into all four quarters. */
  load32_splat: load(simd(0x09)),
  /** Loads 64 bits into both halves. */
  load64_splat: load(simd(0x0a)),
  /** Loads 64 bits into the low half, zeros in the high half. */
  load64_zero: load(simd(0x5d)),
  store: store(simd(0x0b)),
  /** Stores the first quarter. */
  store32_first: (address: Code, vector: Code, offset = 0): Code =>
    address.concat(vector, simd(0x5a), 0, unsigned(offset), 0),
  /** Stores the first half. */
  store64_first: (address: Code, vector: Code, offset = 0): Code =>
    address.concat(vector, simd(0x5b), 0, unsigned(offset), 0),
  and: binary(simd(0x4e)),
  or: binary(simd(0x50)),
  /** The left one's bits where the mask has them set, else the right one's. */
  bitselect: (left: Code, right: Code, mask: Code): Code => left.concat(right, mask, simd(0x52)),
};

/** Pairs of float64 numbers. */
export const f64x2 = {
  splat: unary(simd(0x14)),
  extract_lane: (pair: Code, lane: 0 | 1): Code => pair.concat(simd(0x21), lane),
  replace_lane: (pair: Code, lane: 0 | 1, value: Code): Code =>
    pair.concat(value, simd(0x22), lane),
  /** (left[lane], right[lane]). */
  zip: (left: Code, right: Code, lane: 0 | 1): Code => {
    const first = Array.from({ length: 8 }, (_, byte) => 8 * lane + byte);
    return left.concat(
      right,
      simd(0x0d),
      first,
      first.map((byte) => 16 + byte),
    );
  },
  /** (value[1], value[0]). */
  swap: (value: Code): Code => {
    const high = Array.from({ length: 8 }, (_, byte) => 8 + byte);
    const low = Array.from({ length: 8 }, (_, byte) => 16 + byte);
    return value.concat(value, simd(0x0d), high, low);
  },
  promote_low_f32x4: unary(simd(0x5f)),
  /** The nearest integers, halves to even. */
  nearest: unary(simd(0x94)),
  abs: unary(simd(0xec)),
  sqrt: unary(simd(0xef)),
  add: binary(simd(0xf0)),
  sub: binary(simd(0xf1)),
  mul: binary(simd(0xf2)),
  div: binary(simd(0xf3)),
  /** The two integers in the low half of a vector. */
  convert_low_i32x4_s: unary(simd(0xfe)),
  /** All bits of a lane set where the comparison holds, else none. */
  eq: binary(simd(0x47)),
  ne: binary(simd(0x48)),
  gt: binary(simd(0x4a)),
  ge: binary(simd(0x4c)),
  /** The larger of each lane; NaN where either is NaN. */
  max: binary(simd(0xf5)),
  /** The smaller of each lane, for numbers that are not NaN. */
  pmin: binary(simd(0xf6)),
  /** The larger of each lane, for numbers that are not NaN. */
  pmax: binary(simd(0xf7)),
};

/** Quadruples of 32-bit integers. */
export const i32x4 = {
  splat: unary(simd(0x11)),
  extract_lane: (four: Code, lane: number): Code => four.concat(simd(0x1b), lane),
  /** All bits of a lane set where the left one is greater, else none. */
  gt_s: binary(simd(0x3b)),
  sub: binary(simd(0xb1)),
  /** Truncates float32 numbers towards zero, clipped to the range; 0 for NaN. */
  trunc_sat_f32x4_s: unary(simd(0xf8)),
};

/** Eight integers of 16 bits. */
export const i16x8 = {
  /** The left four, then the right four, clipped to the range. */
  narrow_i32x4_s: binary(simd(0x85)),
};

/** Sixteen integers of 8 bits. */
export const i8x16 = {
  /** The left eight, then the right eight, clipped to 0 .. 255. */
  narrow_i16x8_u: binary(simd(0x66)),
};

/** Pairs of 64-bit integers. */
export const i64x2 = {
  shl: binary(simd(0xcb)),
  shr_u: binary(simd(0xcd)),
  add: binary(simd(0xce)),
};

/** Quadruples of float32 numbers. */
export const f32x4 = {
  splat: unary(simd(0x13)),
  sqrt: unary(simd(0xe3)),
  add: binary(simd(0xe4)),
  sub: binary(simd(0xe5)),
  mul: binary(simd(0xe6)),
  div: binary(simd(0xe7)),
  /** The larger of each lane; NaN where either is NaN. */
  max: binary(simd(0xe9)),
  /** All bits of a lane set where the comparison holds, else none. */
  ne: binary(simd(0x42)),
  /** The pair rounded to float32 in the low half, zeros in the high half. */
  demote_f64x2_zero: unary(simd(0x5e)),
};

/** Sets `size` bytes from `address` on to zero. */
export const clear = (address: Code, size: Code): Code => [
  ...address,
  ...i32.const(0),
  ...size,
  ...[0xfc, 0x0b, 0x00],
];

/** Copies `size` bytes; the two places may overlap. */
export const copy = (to: Code, from: Code, size: Code): Code => [
  ...to,
  ...from,
  ...size,
  ...[0xfc, 0x0a, 0x00, 0x00],
];

/** Runs the statements if the condition is not zero. */
export const when = (condition: Code, ...statements: Code[]): Code =>
  condition.concat(0x04, 0x40, ...statements, 0x0b);

/** A block that `leave(depth)` from within leaves. */
export const block = (...statements: Code[]): Code => [0x02, 0x40].concat(...statements, 0x0b);

/**
 * Leaves the block or loop `depth` levels out (0 the innermost; `when` counts as a level too) if
 * the condition is not zero.
 */
export const leaveIf = (condition: Code, depth: number): Code =>
  condition.concat(0x0d, unsigned(depth));

/**
 * Repeats the statements as long as the condition, looked at before each round, is not zero. It is
 * two levels deep for `leaveIf`: 0 goes straight to the end of this round's statements.
 */
export const loopWhile = (condition: Code, ...statements: Code[]): Code =>
  block(
    leaveIf(i32.eqz(condition), 0),
    [0x03, 0x40].concat(block(...statements), leaveIf(condition, 0), 0x0b),
  );
