import { isUtf8 } from "node:buffer";
import { limits } from "../../limits";
import { cost } from "./budget";
import type { Opcode, PickleMachine } from "./machine";
import { Op } from "./opcodes";

const PROTOCOLS = [2, 3, 4, 5];

/** Little-endian two's complement of any length, as a number where it is exact. */
function integer(machine: PickleMachine, length: number): number | bigint {
  if (length > limits.integerBytes) {
    machine.fail(`an integer of ${length} bytes`, `${limits.integerBytes} at most`);
  }
  machine.spend(cost.small);
  const bytes = machine.take(length);
  let value = 0n;
  for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]);
  value = BigInt.asIntN(8 * length, value);
  if (Number.isSafeInteger(Number(value))) return Number(value);
  machine.spend(cost.bigInteger);
  return value;
}

function bytes(machine: PickleMachine, length: number): Buffer {
  machine.spend(2 * cost.small);
  return machine.take(length);
}

function text(
  machine: PickleMachine,
  length: number,
  encoding: "utf8" | "latin1" = "utf8",
): string {
  const taken = machine.take(length);
  machine.spend(cost.small + length);
  const decoded = taken.toString(encoding);
  if (encoding === "utf8" && decoded.includes("\ufffd") && !isUtf8(taken)) {
    machine.fail(`a text of ${length} bytes that are not UTF-8`, "a sound pickle");
  }
  return decoded;
}

/** Opcodes that push a number, a string, bytes or a constant, and those that frame the pickle. */
export const scalarOpcodes: Record<number, Opcode> = {
  [Op.PROTO]: (m) => {
    const protocol = m.uint8();
    if (!PROTOCOLS.includes(protocol)) m.fail(`protocol ${protocol}`, "pickle protocol 2 to 5");
  },
  [Op.FRAME]: (m) => {
    m.skip(8);
  },
  [Op.NONE]: (m) => m.push(null),
  [Op.NEWTRUE]: (m) => m.push(true),
  [Op.NEWFALSE]: (m) => m.push(false),
  [Op.BININT1]: (m) => m.push(m.uint8()),
  [Op.BININT2]: (m) => m.push(m.uint16()),
  [Op.BININT]: (m) => m.push(m.int32()),
  [Op.LONG1]: (m) => m.push(integer(m, m.uint8())),
  [Op.LONG4]: (m) => m.push(integer(m, m.uint32())),
  [Op.BINFLOAT]: (m) => m.push(m.take(8).readDoubleBE()),
  [Op.SHORT_BINUNICODE]: (m) => m.push(text(m, m.uint8())),
  [Op.BINUNICODE]: (m) => m.push(text(m, m.uint32())),
  [Op.BINUNICODE8]: (m) => m.push(text(m, m.uint64())),
  [Op.SHORT_BINSTRING]: (m) => m.push(text(m, m.uint8(), "latin1")),
  [Op.BINSTRING]: (m) => m.push(text(m, m.uint32(), "latin1")),
  [Op.SHORT_BINBYTES]: (m) => m.push(bytes(m, m.uint8())),
  [Op.BINBYTES]: (m) => m.push(bytes(m, m.uint32())),
  [Op.BINBYTES8]: (m) => m.push(bytes(m, m.uint64())),
  [Op.BYTEARRAY8]: (m) => m.push(bytes(m, m.uint64())),
};
