/** Refuses a model: what was found and what was expected. */
export type Refuse = (found: string, expected: string) => never;

/** What is left of what one file may ask for. */
export interface Budget {
  /** Fields of all its messages together. */
  fields: number;
}

/** One field of a message as it lies in the file. */
export interface Field {
  readonly number: number;
  /** Of a varint or a fixed field; 0n for others. */
  readonly value: bigint;
  /** The bytes of a message, text or packed list, or of a fixed field; undefined for a varint. */
  readonly bytes: Buffer | undefined;
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;
const VARINT_BYTES = 10;
/** Bits that a JavaScript number shifts without loss. */
const SMALL_BITS = 28;

/**
 * The fields of one protobuf message, in the file's order. Messages inside are left as bytes: whoever
 * knows what a field means reads on, so that nothing is as deep as a file says.
 *
 * Source: Protocol Buffers, "Encoding" (protobuf.dev/programming-guides/encoding).
 *
 * @param budget what all messages of the file may take together; counted down
 * @example
 * for (const { number, value } of fieldsOf(Buffer.from("089601", "hex"), budget, refuse)) value; // 150n
 */
export function* fieldsOf(bytes: Buffer, budget: Budget, refuse: Refuse): Generator<Field> {
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    if (budget.fields-- === 0) refuse("more fields than are read", "a model of fewer parts");
    const tag = readVarint(bytes, cursor, refuse);
    if (tag >= 1n << 32n) refuse(`a field's tag ${tag}`, "one of 32 bits");
    const number = Number(tag >> 3n);
    if (number === 0) refuse("field 0", "fields from 1 on, as protobuf has them");
    const wireType = Number(tag & 7n);
    if (wireType === VARINT) {
      yield { number, value: readVarint(bytes, cursor, refuse), bytes: undefined };
      continue;
    }
    const length = lengthOf(wireType, bytes, cursor, refuse);
    if (length > bytes.length - cursor.at) {
      refuse(
        `a field of ${length} bytes`,
        `the ${bytes.length - cursor.at} that are left (is the file cut short?)`,
      );
    }
    const within = bytes.subarray(cursor.at, cursor.at + length);
    cursor.at += length;
    yield { number, value: fixedValue(wireType, within), bytes: within };
  }
}

function lengthOf(wireType: number, bytes: Buffer, cursor: { at: number }, refuse: Refuse): number {
  if (wireType === FIXED64) return 8;
  if (wireType === FIXED32) return 4;
  if (wireType !== LENGTH_DELIMITED) {
    return refuse(`a field of wire type ${wireType}`, "protobuf of an ONNX model");
  }
  return Number(readVarint(bytes, cursor, refuse));
}

function fixedValue(wireType: number, bytes: Buffer): bigint {
  if (wireType === FIXED32) return BigInt(bytes.readUInt32LE());
  return wireType === FIXED64 ? bytes.readBigUInt64LE() : 0n;
}

/**
 * The varints of a packed list, as whole numbers of 64 bits with sign.
 *
 * @example
 * [...varintsOf(Buffer.from("9601", "hex"), refuse)]; // [150n]
 */
export function* varintsOf(bytes: Buffer, refuse: Refuse): Generator<bigint> {
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) yield BigInt.asIntN(64, readVarint(bytes, cursor, refuse));
}

/** Seven bits a byte, least significant first; the high bit says that more follow. */
function readVarint(bytes: Buffer, cursor: { at: number }, refuse: Refuse): bigint {
  let small = 0;
  for (let shift = 0; shift < SMALL_BITS && cursor.at < bytes.length; shift += 7) {
    const byte = bytes[cursor.at++];
    small |= (byte & 127) << shift;
    if (byte < 128) return BigInt(small);
  }
  let value = BigInt(small);
  for (let i = SMALL_BITS / 7; i < VARINT_BYTES && cursor.at < bytes.length; i++) {
    const byte = bytes[cursor.at++];
    value |= BigInt(byte & 127) << BigInt(7 * i);
    if (byte < 128) return BigInt.asUintN(64, value);
  }
  return refuse("a number that does not end", "protobuf of an ONNX model (is the file cut short?)");
}
