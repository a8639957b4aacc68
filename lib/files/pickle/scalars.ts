import { limits } from "../limits";
import type { Opcode, PickleMachine } from "./machine";
import { Op } from "./opcodes";

const PROTOCOLS = [2, 3, 4, 5];

/** Little-endian two's complement of any length, as a number where it is exact. */
function integer(machine: PickleMachine, length: number): number | bigint {
  if (length > limits.integerBytes) {
    machine.fail(`an integer of ${length} bytes`, `${limits.integerBytes} at most`);
  }
  const bytes = machine.take(length);
  let value = 0n;
  for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]);
  value = BigInt.asIntN(8 * length, value);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function text(machine: PickleMachine, length: number): string {
  return machine.take(length).toString("utf8");
}

/** Opcodes that push a number, a string, bytes or a constant, and those that frame the pickle. */
export const scalarOpcodes: Record<number, Opcode> = {
  [Op.PROTO]: (m) => {
    const protocol = m.uint8();
    if (!PROTOCOLS.includes(protocol)) m.fail(`protocol ${protocol}`, "pickle protocol 2 to 5");
  },
  [Op.FRAME]: (m) => {
    m.take(8);
  },
  [Op.NONE]: (m) => m.push(null),
  [Op.NEWTRUE]: (m) => m.push(true),
  [Op.NEWFALSE]: (m) => m.push(false),
  [Op.BININT1]: (m) => m.push(m.uint8()),
  [Op.BININT2]: (m) => m.push(m.uint16()),
  [Op.BININT]: (m) => m.push(m.take(4).readInt32LE()),
  [Op.LONG1]: (m) => m.push(integer(m, m.uint8())),
  [Op.LONG4]: (m) => m.push(integer(m, m.uint32())),
  [Op.BINFLOAT]: (m) => m.push(m.take(8).readDoubleBE()),
  [Op.SHORT_BINUNICODE]: (m) => m.push(text(m, m.uint8())),
  [Op.BINUNICODE]: (m) => m.push(text(m, m.uint32())),
  [Op.BINUNICODE8]: (m) => m.push(text(m, m.uint64())),
  [Op.SHORT_BINSTRING]: (m) => m.push(m.take(m.uint8()).toString("latin1")),
  [Op.BINSTRING]: (m) => m.push(m.take(m.uint32()).toString("latin1")),
  [Op.SHORT_BINBYTES]: (m) => m.push(m.take(m.uint8())),
  [Op.BINBYTES]: (m) => m.push(m.take(m.uint32())),
  [Op.BINBYTES8]: (m) => m.push(m.take(m.uint64())),
  [Op.BYTEARRAY8]: (m) => m.push(m.take(m.uint64())),
};
