import type { ByteSource } from "../../byteSource";
import { InputError } from "../../inputError";
import { limits } from "../../limits";
import { printable } from "../../text";
import { type DirectoryEnd, findDirectoryEnd } from "./directoryEnd";

const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const ZIP64_EXTRA = 1;
const IN_ZIP64 = 0xffffffff;

/** One file of a zip file, as its directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly deflated: boolean;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerOffset: number;
  /** Where the next entry or the directory begins: the entry's bytes must end before. */
  readonly limit: number;
}

/** An entry whose limit is known once all entries are. */
type Entry = ZipEntry & { limit: number };

/**
 * Reads the directory of a zip file (PKWARE's APPNOTE 6.3, zip64 included) and checks it: names
 * once each and without `..`, entries that do not overlap, nothing encrypted, sizes within limits.
 *
 * @throws InputError at the first thing that does not hold
 * @example
 * readZipDirectory(source).get("model/data.pkl")?.size; // 14822
 */
export function readZipDirectory(source: ByteSource): Map<string, ZipEntry> {
  const end = findDirectoryEnd(source);
  const bytes = Buffer.from(source.view(end.offset, end.size));
  const entries: Entry[] = [];
  for (let i = 0, at = 0; i < end.entries; i++) {
    if (at + ENTRY_LENGTH > bytes.length || bytes.readUInt32LE(at) !== ENTRY) {
      throw new InputError(source.path, `no zip directory entry ${i}`, `${end.entries} entries`);
    }
    const next =
      at +
      ENTRY_LENGTH +
      bytes.readUInt16LE(at + 28) +
      bytes.readUInt16LE(at + 30) +
      bytes.readUInt16LE(at + 32);
    if (next > bytes.length) {
      throw new InputError(source.path, `a cut zip directory entry ${i}`, "a whole one");
    }
    entries.push(readEntry(source.path, bytes, at));
    at = next;
  }
  return checked(source, end, entries);
}

function readEntry(path: string, bytes: Buffer, at: number): Entry {
  const nameEnd = at + ENTRY_LENGTH + bytes.readUInt16LE(at + 28);
  const name = bytes.toString("utf8", at + ENTRY_LENGTH, nameEnd);
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  if (flags & 1) throw new InputError(path, `${shown(name)} encrypted`, "no encryption: unpack it");
  if (method !== 0 && method !== 8) {
    throw new InputError(path, `${shown(name)} packed by method ${method}`, "stored or deflated");
  }
  const extra = bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(at + 30));
  const [size, packedSize, headerOffset] = widen(path, name, extra, [
    bytes.readUInt32LE(at + 24),
    bytes.readUInt32LE(at + 20),
    bytes.readUInt32LE(at + 42),
  ]);
  if (method === 0 && size !== packedSize) {
    throw new InputError(path, `${shown(name)} stored in ${packedSize} bytes`, `its ${size} bytes`);
  }
  const crc32 = bytes.readUInt32LE(at + 16);
  return { name, deflated: method === 8, crc32, packedSize, size, headerOffset, limit: 0 };
}

/** Takes the values that do not fit 32 bits from the zip64 extra field, in their fixed order. */
function widen(path: string, name: string, extra: Buffer, values: number[]): number[] {
  if (!values.includes(IN_ZIP64)) return values;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_EXTRA) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    let used = 0;
    return values.map((value) => {
      if (value !== IN_ZIP64) return value;
      if (used + 8 > field.length) {
        throw new InputError(path, `${shown(name)} with a short zip64 field`, "8 bytes a value");
      }
      used += 8;
      return Number(field.readBigUInt64LE(used - 8));
    });
  }
  return values;
}

function checked(source: ByteSource, end: DirectoryEnd, list: Entry[]): Map<string, ZipEntry> {
  list.sort((a, b) => a.headerOffset - b.headerOffset);
  const entries = new Map<string, ZipEntry>();
  let total = 0;
  let inflated = 0;
  list.forEach((entry, i) => {
    const limit = i + 1 < list.length ? list[i + 1].headerOffset : end.offset;
    checkEntry(source.path, entry, limit);
    if (entries.has(entry.name)) {
      throw new InputError(source.path, `${shown(entry.name)} twice`, "each once");
    }
    total += entry.size;
    if (entry.deflated) inflated += entry.size;
    entry.limit = limit;
    entries.set(entry.name, entry);
  });
  if (total > Math.max(1 << 20, source.size * limits.inflationRatio)) {
    throw new InputError(
      source.path,
      `a zip file that inflates from ${source.size} to ${total} bytes`,
      `at most ${limits.inflationRatio} times its size`,
    );
  }
  if (inflated > limits.inflatedBytes) {
    const found = `deflated entries of ${inflated} bytes together`;
    throw new InputError(source.path, found, `${limits.inflatedBytes} at most`);
  }
  return entries;
}

function checkEntry(path: string, entry: ZipEntry, limit: number): void {
  if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^$|\0/.test(entry.name)) {
    throw new InputError(path, `${shown(entry.name)} pointing outside`, "names inside the archive");
  }
  if (entry.headerOffset + 30 + entry.packedSize > limit) {
    throw new InputError(path, `${shown(entry.name)} overlapping what follows it`, "entries apart");
  }
  if (!entry.deflated) return;
  if (entry.size > 1 << 20 && entry.size > entry.packedSize * limits.inflationRatio) {
    throw new InputError(
      path,
      `${shown(entry.name)} that inflates from ${entry.packedSize} to ${entry.size} bytes`,
      `a ratio of ${limits.inflationRatio} at most`,
    );
  }
}

function shown(name: string): string {
  return `zip entry ${printable(name)}`;
}
