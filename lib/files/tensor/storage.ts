import type { ZipArchive } from "../zip/archive";
import type { ZipEntry } from "../zip/directory";
import { type DType, itemSize } from "./dtype";

/** A run of elements somewhere, of which tensors are views. Positions count elements. */
export interface Storage {
  readonly dtype: DType;
  readonly length: number;
  /** The bytes of `count` elements; the view holds until the next read of the same file. */
  view(start: number, count: number): Uint8Array;
  /** Copies elements from `start` on into `out`. */
  copy(start: number, out: Uint8Array): void;
}

/**
 * Elements in an entry of a zip file, left there until they are asked for.
 *
 * @example
 * new ZipStorage(archive, entry, "float32").view(0, 2); // 8 bytes
 */
export class ZipStorage implements Storage {
  readonly length: number;
  private readonly item: number;

  constructor(
    private readonly archive: ZipArchive,
    private readonly entry: ZipEntry,
    readonly dtype: DType,
  ) {
    this.item = itemSize[dtype];
    this.length = entry.size / this.item;
  }

  view(start: number, count: number): Uint8Array {
    return this.archive.view(this.entry, start * this.item, count * this.item);
  }

  copy(start: number, out: Uint8Array): void {
    this.archive.copy(this.entry, start * this.item, out);
  }
}

/**
 * Elements in memory.
 *
 * @example
 * new MemoryStorage(Uint8Array.of(1, 2, 3), "uint8").length; // 3
 */
export class MemoryStorage implements Storage {
  readonly length: number;
  private readonly item: number;

  constructor(
    private readonly bytes: Uint8Array,
    readonly dtype: DType,
  ) {
    this.item = itemSize[dtype];
    this.length = Math.floor(bytes.length / this.item);
  }

  view(start: number, count: number): Uint8Array {
    return this.bytes.subarray(start * this.item, (start + count) * this.item);
  }

  copy(start: number, out: Uint8Array): void {
    out.set(this.bytes.subarray(start * this.item, start * this.item + out.length));
  }
}
