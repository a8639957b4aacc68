import type { ByteSource } from "../../byteSource";
import { InputError } from "../../inputError";
import { limits } from "../../limits";
import { TRAILING, trailing } from "../../trailing";

const END = 0x06054b50;
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_LENGTH = 20;
const ZIP64_END = 0x06064b50;
const ZIP64_END_LENGTH = 56;

/** Where a zip file's directory lies and how many entries it has. */
export interface DirectoryEnd {
  readonly entries: number;
  readonly offset: number;
  readonly size: number;
}

/**
 * Finds the record at the end of a zip file that says where its directory is.
 *
 * @throws InputError if there is none (a download that was cut short has lost it) or if the
 *   directory cannot lie where it says
 * @example
 * findDirectoryEnd(source); // { entries: 127, offset: 44789000, size: 9581 }
 */
export function findDirectoryEnd(source: ByteSource): DirectoryEnd {
  const length = Math.min(source.size, END_LENGTH + MAX_COMMENT);
  const tail = Buffer.from(source.view(source.size - length, length));
  let surplus: number | undefined;
  for (let at = length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue;
    const position = source.size - length + at;
    const rest = length - at - END_LENGTH - tail.readUInt16LE(at + 20);
    if (rest !== 0) {
      if (rest > 0 && endsDirectory(source, tail, at, position)) surplus ??= rest;
      continue;
    }
    const end = zip64End(source, tail, at, position) ?? {
      entries: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    };
    return checked(source, end, position);
  }
  if (surplus !== undefined) {
    throw new InputError(source.path, trailing(surplus, "the zip file's end"), TRAILING);
  }
  throw new InputError(
    source.path,
    "no zip directory at its end",
    "a whole file (cut short? too long? copy or download it again)",
  );
}

/** Whether a record lies right behind the directory that it speaks of, so that it is no accident. */
function endsDirectory(source: ByteSource, tail: Buffer, at: number, position: number): boolean {
  if (at >= ZIP64_LOCATOR_LENGTH && tail.readUInt32LE(at - ZIP64_LOCATOR_LENGTH) === ZIP64_LOCATOR)
    return true;
  const [size, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  return offset + size === position && position <= source.size;
}

function zip64End(
  source: ByteSource,
  tail: Buffer,
  at: number,
  position: number,
): DirectoryEnd | undefined {
  const locator = at - ZIP64_LOCATOR_LENGTH;
  if (locator < 0 || tail.readUInt32LE(locator) !== ZIP64_LOCATOR) return undefined;
  const offset = Number(tail.readBigUInt64LE(locator + 8));
  if (offset + ZIP64_END_LENGTH > position) {
    throw new InputError(source.path, `a zip64 record at byte ${offset}`, "one before the end");
  }
  const record = source.view(offset, ZIP64_END_LENGTH);
  if (record.readUInt32LE(0) !== ZIP64_END) {
    throw new InputError(source.path, `no zip64 record at byte ${offset}`, "one there");
  }
  return {
    entries: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
  };
}

function checked(source: ByteSource, end: DirectoryEnd, position: number): DirectoryEnd {
  if (end.entries > limits.zipEntries || end.size > limits.zipDirectoryBytes) {
    throw new InputError(
      source.path,
      `a zip directory of ${end.entries} entries in ${end.size} bytes`,
      `${limits.zipEntries} entries and ${limits.zipDirectoryBytes} bytes at most`,
    );
  }
  if (end.offset + end.size > position) {
    throw new InputError(
      source.path,
      `a zip directory from byte ${end.offset} to ${end.offset + end.size}`,
      `one that ends before byte ${position}`,
    );
  }
  return end;
}
