import { crc32, inflateRawSync } from "node:zlib";
import type { ByteSource } from "../../byteSource";
import { InputError } from "../../inputError";
import { printable } from "../../text";
import { readZipDirectory, type ZipEntry } from "./directory";

const HEADER = 0x04034b50;
const HEADER_LENGTH = 30;
const SIZES_FOLLOW = 8;
const IN_ZIP64 = 0xffffffff;
const CHUNK = 1 << 19;

/**
 * The entries of a zip file, read by position. An entry's local header and CRC-32 are checked when
 * it is first touched, before any of its bytes are given out. A stored entry stays on disk; a
 * deflated one is inflated once and kept in memory.
 *
 * @throws InputError if the file is not a sound zip file
 * @example
 * const archive = new ZipArchive(new ByteSource("model.pt"));
 * archive.view(archive.entries.get("model/byteorder")!).toString(); // "little"
 */
export class ZipArchive {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  private readonly starts = new Map<ZipEntry, number>();
  private readonly inflated = new Map<ZipEntry, Buffer>();

  constructor(readonly source: ByteSource) {
    this.entries = readZipDirectory(source);
  }

  /** Bytes of an entry, `length` from `start` on; the view holds until the next call. */
  view(entry: ZipEntry, start = 0, length = entry.size): Buffer {
    this.checkRange(entry, start, length);
    if (entry.deflated) return this.inflate(entry).subarray(start, start + length);
    return this.source.view(this.startOf(entry) + start, length);
  }

  /** Copies an entry's bytes from `start` on into `out`. */
  copy(entry: ZipEntry, start: number, out: Uint8Array): void {
    this.checkRange(entry, start, out.length);
    if (entry.deflated) out.set(this.inflate(entry).subarray(start, start + out.length));
    else this.source.copy(this.startOf(entry) + start, out);
  }

  private checkRange(entry: ZipEntry, start: number, length: number): void {
    if (start < 0 || length < 0 || start + length > entry.size) {
      const found = `bytes ${start} to ${start + length} asked of zip entry ${printable(entry.name)}`;
      throw new InputError(this.source.path, found, `its ${entry.size}`);
    }
  }

  private inflate(entry: ZipEntry): Buffer {
    const known = this.inflated.get(entry);
    if (known !== undefined) return known;
    const packed = this.source.view(this.startOf(entry), entry.packedSize);
    let bytes: Buffer;
    try {
      bytes = inflateRawSync(packed, {
        maxOutputLength: Math.max(1, entry.size),
        // One piece, so that nothing is copied together; memory is taken only as it is filled.
        chunkSize: Math.max(64, entry.size + 1),
      });
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? "an error";
      throw this.unsound(entry, `deflated data that fail with ${reason}`, `${entry.size} bytes`);
    }
    if (bytes.length !== entry.size) {
      throw this.unsound(entry, `${bytes.length} inflated bytes`, `${entry.size}`);
    }
    this.checkSum(entry, crc32(bytes));
    this.inflated.set(entry, bytes);
    return bytes;
  }

  private startOf(entry: ZipEntry): number {
    const known = this.starts.get(entry);
    if (known !== undefined) return known;
    const start = this.checkHeader(entry);
    if (!entry.deflated) {
      let sum = 0;
      for (let at = 0; at < entry.size; at += CHUNK) {
        sum = crc32(this.source.view(start + at, Math.min(CHUNK, entry.size - at)), sum);
      }
      this.checkSum(entry, sum);
    }
    this.starts.set(entry, start);
    return start;
  }

  /** Checks the header in front of an entry's bytes and says where the bytes start. */
  private checkHeader(entry: ZipEntry): number {
    const nameLength = Buffer.byteLength(entry.name);
    const header = this.source.view(entry.headerOffset, HEADER_LENGTH + nameLength);
    const same =
      header.readUInt32LE(0) === HEADER &&
      header.readUInt16LE(26) === nameLength &&
      header.toString("utf8", HEADER_LENGTH) === entry.name &&
      header.readUInt16LE(8) === (entry.deflated ? 8 : 0);
    if (!same) throw this.unsound(entry, "another local header", "the one its directory names");
    const sizes = [header.readUInt32LE(14), header.readUInt32LE(18), header.readUInt32LE(22)];
    const told = [entry.crc32, entry.packedSize, entry.size];
    const follow = (header.readUInt16LE(6) & SIZES_FOLLOW) !== 0;
    if (!follow && sizes.some((size, i) => size !== told[i] && size !== IN_ZIP64)) {
      throw this.unsound(entry, "other sizes in its local header", "those of the directory");
    }
    const start = entry.headerOffset + HEADER_LENGTH + nameLength + header.readUInt16LE(28);
    if (start + entry.packedSize > entry.limit) {
      throw this.unsound(entry, "data that overlap what follows", `an end by byte ${entry.limit}`);
    }
    return start;
  }

  private checkSum(entry: ZipEntry, sum: number): void {
    if (sum !== entry.crc32) {
      const [found, told] = [sum, entry.crc32].map((value) => value.toString(16).padStart(8, "0"));
      throw this.unsound(entry, `CRC-32 ${found}`, `${told} (is the file damaged?)`);
    }
  }

  private unsound(entry: ZipEntry, found: string, expected: string): InputError {
    return new InputError(
      this.source.path,
      `zip entry ${printable(entry.name)} with ${found}`,
      expected,
    );
  }
}
