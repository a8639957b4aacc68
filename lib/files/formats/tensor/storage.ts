import type { ByteSource } from "../../byteSource";
import type { ZipArchive } from "../zip/archive";
import type { ZipEntry } from "../zip/directory";
import { type DType, itemSize } from "./dtype";

/** A run of elements somewhere, of which tensors are views. Positions count elements. */
export abstract class Storage {
  /** Number of elements. */
  readonly length: number;

  constructor(
    readonly dtype: DType,
    /** Bytes that the elements take where they are. */
    readonly byteLength: number,
    /** Bytes that the file holds of them, which may be fewer. */
    readonly heldBytes = byteLength,
  ) {
    this.length = Math.floor(byteLength / itemSize[dtype]);
  }

  /** The bytes of `count` elements; the view holds until the next read of the same file. */
  view(start: number, count: number): Uint8Array {
    return this.viewBytes(start * itemSize[this.dtype], count * itemSize[this.dtype]);
  }

  /** Copies elements from `start` on into `out`. */
  copy(start: number, out: Uint8Array): void {
    this.copyBytes(start * itemSize[this.dtype], out);
  }

  /** Of what the elements are a view: the same object for storages that share their bytes. */
  abstract get origin(): object;

  /** The same elements in memory, where any of them is at hand. */
  inMemory(): Storage {
    const bytes = Buffer.allocUnsafeSlow(this.byteLength);
    this.copyBytes(0, bytes);
    return new MemoryStorage(this.dtype, bytes);
  }

  /** The same bytes as elements of another type. */
  as(dtype: DType): Storage {
    return this.retyped(dtype, this.byteLength);
  }

  protected abstract viewBytes(start: number, length: number): Uint8Array;
  protected abstract copyBytes(start: number, out: Uint8Array): void;
  protected abstract retyped(dtype: DType, byteLength: number): Storage;
}

/**
 * Elements in an entry of a zip file, left there until they are asked for.
 *
 * @example
 * new ZipStorage("float32", archive, entry).view(0, 2); // 8 bytes
 */
export class ZipStorage extends Storage {
  constructor(
    dtype: DType,
    private readonly archive: ZipArchive,
    private readonly entry: ZipEntry,
    /** Where in the entry the elements begin. */
    private readonly start = 0,
  ) {
    super(dtype, entry.size - start);
  }

  protected viewBytes(start: number, length: number): Uint8Array {
    return this.archive.view(this.entry, this.start + start, length);
  }

  protected copyBytes(start: number, out: Uint8Array): void {
    this.archive.copy(this.entry, this.start + start, out);
  }

  get origin(): object {
    return this.entry;
  }

  protected retyped(dtype: DType): Storage {
    return new ZipStorage(dtype, this.archive, this.entry, this.start);
  }
}

/**
 * Elements that lie in a file as they are.
 *
 * @example
 * new FileStorage("float32", 400, source, 128).length; // 100
 */
export class FileStorage extends Storage {
  constructor(
    dtype: DType,
    byteLength: number,
    private readonly source: ByteSource,
    /** Where in the file the elements begin. In the old format this is known only later. */
    readonly place: { start: number },
  ) {
    super(dtype, byteLength);
  }

  protected viewBytes(start: number, length: number): Uint8Array {
    return this.source.view(this.place.start + start, length);
  }

  protected copyBytes(start: number, out: Uint8Array): void {
    this.source.copy(this.place.start + start, out);
  }

  get origin(): object {
    return this.place;
  }

  protected retyped(dtype: DType, byteLength: number): Storage {
    return new FileStorage(dtype, byteLength, this.source, this.place);
  }
}

/**
 * Elements in memory.
 *
 * @example
 * new MemoryStorage("uint8", Uint8Array.of(1, 2, 3)).length; // 3
 */
export class MemoryStorage extends Storage {
  constructor(
    dtype: DType,
    private readonly bytes: Uint8Array,
  ) {
    super(dtype, bytes.length);
  }

  protected viewBytes(start: number, length: number): Uint8Array {
    return this.bytes.subarray(start, start + length);
  }

  protected copyBytes(start: number, out: Uint8Array): void {
    out.set(this.bytes.subarray(start, start + out.length));
  }

  get origin(): object {
    return this.bytes;
  }

  protected retyped(dtype: DType): Storage {
    return new MemoryStorage(dtype, this.bytes);
  }
}
