import type { Fail } from "../../formats/pickle/values";
import type { HuffmanTable } from "./huffman";

const MARK = 0xff;

/**
 * Bits of a scan, in which a byte of 0xff is followed by 0. Bits behind the end are never made up.
 *
 * @throws InputError through `fail` if bits are asked for that are not there
 * @example
 * new BitReader(bytes, 623, fail).bits(3); // 5
 */
export class BitReader {
  private held = 0;
  private count = 0;

  constructor(
    private readonly bytes: Buffer,
    private at: number,
    private readonly fail: Fail,
  ) {}

  /** The next 0 to 16 bits as a whole number. */
  bits(length: number): number {
    if (length === 0) return 0;
    this.fill(length);
    if (this.count < length) this.cutShort();
    this.count -= length;
    return (this.held >>> this.count) & ((1 << length) - 1);
  }

  /** A number of so many bits, of which those that begin with 0 are negative (T.81 F.2.2.1). */
  signed(length: number): number {
    const value = this.bits(length);
    return length > 0 && value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }

  /** The symbol of the code that comes next. */
  symbol(table: HuffmanTable): number {
    this.fill(16);
    const next = this.count >= 8 ? this.held >>> (this.count - 8) : this.held << (8 - this.count);
    const entry = table.short[next & 0xff];
    if (entry !== 0) {
      if (entry >> 8 > this.count) this.cutShort();
      this.count -= entry >> 8;
      return entry & 0xff;
    }
    for (let length = 1; length <= 16; length++) {
      if (length > this.count) this.cutShort();
      const code = (this.held >>> (this.count - length)) & ((1 << length) - 1);
      if (code < table.ends[length]) {
        this.count -= length;
        return table.symbols[code + table.offsets[length]];
      }
    }
    return this.fail("with bits that are no code", "pixels coded by its tables");
  }

  /**
   * Ends this run of bits, of which less than a byte may be left.
   *
   * @returns where the marker behind it is
   */
  end(): number {
    if (this.count >= 8 || !this.atMarker()) {
      return this.fail(`with data left over before byte ${this.at}`, "a marker behind the pixels");
    }
    this.count = 0;
    return this.at;
  }

  /** Goes on behind the marker of two bytes at which a run ended. */
  restart(number: number): void {
    let at = this.end() + 1;
    while (this.bytes[at] === MARK) at++;
    if (this.bytes[at] !== 0xd0 + number) {
      const found = (this.bytes[at] ?? 0).toString(16);
      this.fail(`with marker ${found} where pixels start again`, (0xd0 + number).toString(16));
    }
    this.at = at + 1;
  }

  private atMarker(): boolean {
    return this.bytes[this.at] === MARK && this.bytes[this.at + 1] !== 0;
  }

  /** Holds at least so many bits, up to 16, where there are as many. */
  private fill(length: number): void {
    while (this.count < length && this.at < this.bytes.length && !this.atMarker()) {
      // At most 15 + 8 bits are held; those above have been read.
      this.held = (this.held << 8) | this.bytes[this.at];
      this.count += 8;
      this.at += this.bytes[this.at] === MARK ? 2 : 1;
    }
  }

  private cutShort(): never {
    return this.fail(`whose pixels end early, at byte ${this.at}`, "all of them");
  }
}
