import type { Draw } from "./draw";
import { mutateBytes } from "./mutateBytes";

const LENGTH_DELIMITED = 2;

/** A field of a message: its tag, and where its value lies. */
interface Part {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** Changes a field somewhere in a protobuf message; the lengths of all that hold it are put right. */
export function mutateOnnx(bytes: Buffer, draw: Draw, depth = 0): Buffer {
  const parts = partsOf(bytes);
  if (parts.length === 0) return mutateBytes(Buffer.concat([bytes, Buffer.of(0)]), draw);
  const part = draw.of(parts);
  const value = bytes.subarray(part.start, part.end);
  const isInner = part.tag % 8 === LENGTH_DELIMITED && value.length > 0;
  if (isInner && depth < 6 && draw.below(5) > 0) {
    const inner = mutateOnnx(Buffer.from(value), draw, depth + 1);
    return replaced(bytes, part, written(part.tag, inner));
  }
  const { tag } = part;
  switch (draw.below(6)) {
    case 0:
      return replaced(bytes, part, Buffer.alloc(0));
    case 1:
      return replaced(bytes, part, Buffer.concat([written(tag, value), written(tag, value)]));
    case 2:
      return replaced(bytes, part, written(draw.below(27) * 8 + (tag % 8), value));
    case 3:
      return replaced(bytes, part, written(tag, numberOf(draw)));
    case 4:
      return replaced(bytes, part, written(tag, textOf(draw)));
    default:
      return replaced(bytes, part, written(tag, mutateBytes(Buffer.from([...value, 0]), draw)));
  }
}

/** The fields of a message; none where it is no message. */
function partsOf(bytes: Buffer): (Part & { readonly from: number })[] {
  const parts: (Part & { readonly from: number })[] = [];
  for (let at = 0; at < bytes.length; ) {
    const from = at;
    const tag = varintAt(bytes, at);
    at = tag.end;
    const wireType = tag.value % 8;
    let end = at;
    if (wireType === 0) end = varintAt(bytes, at).end;
    else if (wireType === 1) end += 8;
    else if (wireType === 5) end += 4;
    else if (wireType === LENGTH_DELIMITED) {
      const length = varintAt(bytes, at);
      at = length.end;
      end = at + length.value;
    } else return [];
    if (end > bytes.length) return [];
    parts.push({ tag: tag.value, from, start: at, end });
    at = end;
  }
  return parts;
}

function replaced(bytes: Buffer, part: Part & { readonly from?: number }, by: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, part.from), by, bytes.subarray(part.end)]);
}

function written(tag: number, value: Uint8Array): Buffer {
  const isInner = tag % 8 === LENGTH_DELIMITED;
  const parts = isInner ? [varint(tag), varint(value.length), value] : [varint(tag), value];
  return Buffer.concat(parts);
}

function varintAt(bytes: Buffer, start: number): { value: number; end: number } {
  let value = 0;
  for (let i = 0; i < 10 && start + i < bytes.length; i++) {
    const byte = bytes[start + i];
    value += (byte & 127) * 2 ** (7 * i);
    if (byte < 128) return { value, end: start + i + 1 };
  }
  return { value, end: bytes.length + 1 };
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

function numberOf(draw: Draw): Buffer {
  return draw.of([varint(draw.edge()), varint(2 ** 50), Buffer.alloc(10, 0xff), Buffer.alloc(4)]);
}

function textOf(draw: Draw): Buffer {
  const texts = [
    ...["", "../x", "/etc/passwd", "__proto__", "constructor", "If", "Softmax", "Gemm"],
    ...["Constant", "Identity", "BatchNormalization", "Conv", "images", "logits", "a".repeat(600)],
  ];
  return Buffer.from(draw.of(texts));
}
