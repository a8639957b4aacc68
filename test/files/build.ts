import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";
import { Op } from "../../lib/files/formats/pickle/opcodes";

/** An entry of a zip file, and lies to tell about it. */
export interface Entry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly deflate?: boolean;
  /** Fields of the directory to be told otherwise. */
  readonly told?: {
    crc?: number;
    size?: number;
    packed?: number;
    flags?: number;
    method?: number;
    offset?: number;
  };
}

/** A zip file of the entries. */
export function zip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, deflate, told = {} } of entries) {
    const packed = deflate ? deflateRawSync(data) : Buffer.from(data);
    const method = told.method ?? (deflate ? 8 : 0);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(told.flags ?? 0, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(told.crc ?? crc32(data), 10);
    fields.writeUInt32LE(told.packed ?? packed.length, 14);
    fields.writeUInt32LE(told.size ?? data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(told.offset ?? at, 10);
    const made = Buffer.from([20, 0]);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02"), made, fields, tail, Buffer.from(name)]),
    );
    parts.push(local);
    at += local.length;
  }
  const whole = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(whole.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, whole, end]);
}

/** Opcodes, texts and bytes of a pickle, nested as is convenient. */
export type Code = number | string | Uint8Array | readonly Code[];

/** Bytes of a pickle from opcodes, texts (as BINUNICODE) and raw bytes. */
export function pickle(...codes: Code[]): Buffer {
  const bytes = (code: Code): Buffer => {
    if (typeof code === "number") return Buffer.of(code);
    if (typeof code === "string") {
      const text = Buffer.from(code);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(text.length);
      return Buffer.concat([Buffer.of(Op.BINUNICODE), length, text]);
    }
    return code instanceof Uint8Array ? Buffer.from(code) : Buffer.concat(code.map(bytes));
  };
  return Buffer.concat([Buffer.of(Op.PROTO, 2), bytes(codes), Buffer.of(Op.STOP)]);
}

/** GLOBAL of a module's name. */
export function global(module: string, name: string): Buffer {
  return Buffer.concat([Buffer.of(Op.GLOBAL), Buffer.from(`${module}\n${name}\n`)]);
}

/** A list or tuple of what the codes push, each one value. */
export function tupleOf(...codes: Code[]): Code {
  return [Op.MARK, codes, Op.TUPLE];
}

/** A whole number that fits 32 bits. */
export function integer(value: number): Buffer {
  const bytes = Buffer.alloc(5, Op.BININT);
  bytes.writeInt32LE(value, 1);
  return bytes;
}

/** A float32 tensor of torch.save: storage key "0" of `length` elements. */
export function tensor(shape: number[], stride: number[], length: number, offset = 0): Code {
  const storage = tupleOf("storage", global("torch", "FloatStorage"), "0", "cpu", integer(length));
  const args = tupleOf(
    [storage, Op.BINPERSID],
    integer(offset),
    tupleOf(...shape.map(integer)),
    tupleOf(...stride.map(integer)),
    Op.NEWFALSE,
    Op.NONE,
  );
  return [global("torch._utils", "_rebuild_tensor_v2"), args, Op.REDUCE];
}

/** A dict from names to what the codes push. */
export function dict(entries: Record<string, Code>): Code {
  return [Op.EMPTY_DICT, Op.MARK, Object.entries(entries).flat(), Op.SETITEMS];
}

/** A torch file of one pickle and, as storage "0", the floats. */
export function torchFile(data: Uint8Array, floats: readonly number[] = []): Buffer {
  const storage = new Uint8Array(Float32Array.from(floats).buffer);
  return zip([
    { name: "archive/data.pkl", data },
    { name: "archive/data/0", data: storage },
  ]);
}

/** Writes bytes to a file that is removed when the test ends. */
export function written(t: TestContext, bytes: Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-files-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "file.pt");
  writeFileSync(file, bytes);
  return file;
}
