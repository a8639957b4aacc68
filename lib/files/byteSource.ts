import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { checkRegularFile } from "./checkRegularFile";
import { InputError } from "./inputError";
import { reasonOf } from "./reasonOf";

const WINDOW = 1 << 20;
const JUMP = 1 << 14;
const PAGE = 4096;
/** The system reads less than 2 GiB at once. */
const MOST_AT_ONCE = 1 << 30;

/**
 * A file read by position through one window, of 1 MiB where reading goes on from where it was and
 * of 16 KiB where it jumps, so that thousands of small reads cost little, neighbouring or not, and a
 * large file never has to be in memory.
 *
 * @throws InputError if the file cannot be opened, or if bytes beyond its end are asked for
 * @example
 * const source = new ByteSource("model.pt");
 * source.view(0, 4); // "PK\3\4" for a zip file
 * source.close();
 */
export class ByteSource {
  readonly size: number;
  private readonly descriptor: number;
  private readonly window = Buffer.allocUnsafeSlow(WINDOW);
  private start = 0;
  private end = 0;
  private open = true;

  constructor(readonly path: string) {
    checkRegularFile(path);
    try {
      this.descriptor = openSync(path, "r");
    } catch (error) {
      throw new InputError(path, reasonOf(error), "a readable file");
    }
    const status = fstatSync(this.descriptor);
    if (!status.isFile()) {
      closeSync(this.descriptor);
      throw new InputError(path, "something that is not a regular file", "a file");
    }
    this.size = status.size;
  }

  /** `length` bytes from `offset`; the view holds until the next call. */
  view(offset: number, length: number): Buffer {
    this.check(offset, length);
    if (offset < this.start || offset + length > this.end) {
      // Windows start on a page so that aligned elements stay aligned in memory.
      const start = offset - (offset % PAGE);
      const onwards = offset >= this.start && start <= this.end;
      const window = onwards ? WINDOW : Math.max(JUMP, offset + length - start);
      if (offset + length - start > WINDOW) {
        const bytes = Buffer.allocUnsafeSlow(length);
        this.fill(bytes, offset);
        return bytes;
      }
      this.end = this.start = 0;
      const filled = Math.min(window, this.size - start);
      this.fill(this.window.subarray(0, filled), start);
      this.start = start;
      this.end = start + filled;
    }
    return this.window.subarray(offset - this.start, offset - this.start + length);
  }

  /** Copies the bytes from `offset` on into `out`, as many as it holds. */
  copy(offset: number, out: Uint8Array): void {
    this.check(offset, out.length);
    if (out.length > WINDOW / 4) this.fill(out, offset);
    else out.set(this.view(offset, out.length));
  }

  /** SHA-256 of the whole file, of the one that is open and no other of its name. */
  sha256(): string {
    const hash = createHash("sha256");
    for (let at = 0; at < this.size; at += WINDOW) {
      hash.update(this.view(at, Math.min(WINDOW, this.size - at)));
    }
    return hash.digest("hex");
  }

  /** Closes the file; what was viewed before must no longer be used. */
  close(): void {
    if (this.open) closeSync(this.descriptor);
    this.open = false;
    this.end = this.start = 0;
  }

  private check(offset: number, length: number): void {
    if (offset < 0 || offset + length > this.size) {
      throw new InputError(
        this.path,
        `${this.size} bytes`,
        `at least ${offset + length} (is the file cut short?)`,
      );
    }
  }

  private fill(out: Uint8Array, offset: number): void {
    if (!this.open) throw new Error(`${this.path} was read after it had been closed`);
    for (let done = 0; done < out.length; ) {
      const wanted = Math.min(MOST_AT_ONCE, out.length - done);
      const count = readSync(this.descriptor, out, done, wanted, offset + done);
      if (count === 0) throw new InputError(this.path, "an early end", `byte ${offset + done}`);
      done += count;
    }
  }
}
