import { Op } from "../../lib/files/formats/pickle/opcodes";
import { global, pickle } from "../files/build";
import type { Draw } from "./draw";

/** Bytes after an opcode; a negative number is the width of a length that goes before them. */
const operands: Readonly<Record<number, number>> = {
  [Op.PROTO]: 1,
  [Op.FRAME]: 8,
  [Op.BININT]: 4,
  [Op.BININT1]: 1,
  [Op.BININT2]: 2,
  [Op.BINFLOAT]: 8,
  [Op.BINGET]: 1,
  [Op.BINPUT]: 1,
  [Op.LONG_BINGET]: 4,
  [Op.LONG_BINPUT]: 4,
  [Op.LONG1]: -1,
  [Op.LONG4]: -4,
  [Op.SHORT_BINUNICODE]: -1,
  [Op.SHORT_BINSTRING]: -1,
  [Op.SHORT_BINBYTES]: -1,
  [Op.BINUNICODE]: -4,
  [Op.BINSTRING]: -4,
  [Op.BINBYTES]: -4,
  [Op.BINUNICODE8]: -8,
  [Op.BINBYTES8]: -8,
  [Op.BYTEARRAY8]: -8,
};

/** Bytes of a repeated part. */
const MOST_REPEATED = 1 << 20;

/** Cuts a pickle (or several, one after another) into its opcodes with their operands. */
export function opcodesOf(bytes: Buffer): Buffer[] {
  const codes: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    let length = 1;
    if (bytes[at] === Op.GLOBAL) {
      length = bytes.indexOf(10, bytes.indexOf(10, at) + 1) + 1 - at;
    } else {
      const width = operands[bytes[at]] ?? 0;
      length += Math.abs(width);
      // joblib's elements lie between the opcodes and may look like any of them.
      const counted = Math.min(6, -width, bytes.length - at - 1);
      if (width < 0 && counted > 0) length += bytes.readUIntLE(at + 1, counted);
    }
    codes.push(bytes.subarray(at, at + Math.max(1, length)));
    at += Math.max(1, length);
  }
  return codes;
}

const hostile = [
  ["os", "system"],
  ["builtins", "eval"],
  ["torch._utils", "_rebuild_tensor"],
  ["torch._utils", "_rebuild_tensor_v3"],
  ["torch", "toString"],
  ["builtins", "range"],
  ["collections", "OrderedDict"],
  ["numpy", "ndarray"],
  ["collections", "deque"],
  ["builtins", "getattr"],
  ["datetime", "datetime"],
  ["pandas.core.indexes.base", "_new_Index"],
  ["pandas._libs.internals", "_unpickle_block"],
  ["joblib.numpy_pickle", "NumpyArrayWrapper"],
].map(([module, name]) => global(module, name));

function integer(value: number): Buffer {
  const code = Buffer.alloc(5, Op.BININT);
  code.writeInt32LE(value | 0, 1);
  return code;
}

/** Changes opcodes: numbers (tensor metadata among them), names, order, marks and memos. */
export function mutatePickle(bytes: Buffer, draw: Draw): Buffer {
  const codes = opcodesOf(bytes);
  const numbers = [...codes.keys()].filter((i) =>
    [Op.BININT, Op.BININT1, Op.BININT2].includes(codes[i][0] as never),
  );
  const at = draw.below(codes.length);
  switch (draw.below(9)) {
    case 0:
    case 1:
    case 2:
      if (numbers.length > 0)
        codes[draw.of(numbers)] = integer(draw.edge() * (draw.below(8) ? 1 : -1));
      break;
    case 3:
      codes[at] = Buffer.of(draw.of(Object.values(Op)));
      break;
    case 4:
      codes.splice(at, 1 + draw.below(3));
      break;
    case 5:
      codes.splice(at, 0, codes[draw.below(codes.length)]);
      break;
    case 6: {
      // What is done once is done thousands of times.
      const some = Buffer.concat(codes.slice(at, at + 1 + draw.below(8)));
      const length = Math.min(MOST_REPEATED, some.length * 2 ** draw.below(18));
      if (length > 0) codes.splice(at, 0, Buffer.alloc(length, some));
      break;
    }
    case 7: {
      const globals = [...codes.keys()].filter((i) => codes[i][0] === Op.GLOBAL);
      if (globals.length > 0) codes[draw.of(globals)] = draw.of(hostile);
      break;
    }
    default:
      codes.splice(
        at,
        0,
        draw.of(hostile),
        pickle("touch pwned").subarray(2, -1),
        Buffer.of(Op.TUPLE1, Op.REDUCE),
      );
  }
  return Buffer.concat(codes);
}
