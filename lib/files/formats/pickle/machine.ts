import { limits } from "../../limits";
import { type Budget, cost } from "./budget";
import { Memo } from "./memo";
import type { Constructor, Fail, Spend } from "./values";

/** What a pickle may reach outside itself. */
export interface PickleWorld {
  /** The allow-list: what may be called, by exact name. */
  readonly globals: ReadonlyMap<string, Constructor>;
  /** Resolves a persistent id (torch: a reference to a storage). */
  persistent(id: unknown, fail: Fail): unknown;
  /** What this and the file's other pickles may take in memory. */
  readonly budget: Budget;
  readonly fail: Fail;
}

/**
 * The stack machine that a pickle is a program for: the bytes, a stack, marks on it and a memo.
 * The opcodes that work it are in the modules beside this one.
 */
export class PickleMachine {
  readonly stack: unknown[] = [];
  readonly memo = new Memo();
  private readonly marks: number[] = [];
  private readonly buffer: Buffer;

  constructor(
    bytes: Uint8Array,
    /** Position of the next byte to be read. */
    public at: number,
    readonly world: PickleWorld,
  ) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Refuses the pickle, naming the byte that was reached. */
  readonly fail: Fail = (found, expected) =>
    this.world.fail(`${found} in the pickle before byte ${this.at}`, expected);

  /** Counts bytes that are about to be taken in memory. */
  readonly spend: Spend = (bytes) => {
    if (!this.world.budget.spend(bytes)) {
      this.fail(`values that take more than ${this.world.budget.limit} bytes`, "fewer");
    }
  };

  /** The next `length` bytes. */
  take(length: number): Buffer {
    const start = this.skip(length);
    return this.buffer.subarray(start, this.at);
  }

  /** Moves past the next `length` bytes and says where they begin. */
  skip(length: number): number {
    if (length > this.buffer.length - this.at) {
      this.fail(
        `a value of ${length} bytes where ${this.buffer.length - this.at} are left`,
        "a whole pickle (cut short?)",
      );
    }
    this.at += length;
    return this.at - length;
  }

  uint8(): number {
    if (this.at >= this.buffer.length)
      this.fail("an end without STOP", "a whole pickle (cut short?)");
    return this.buffer[this.at++];
  }

  int32(): number {
    return this.buffer.readInt32LE(this.skip(4));
  }

  uint16(): number {
    return this.buffer.readUInt16LE(this.skip(2));
  }

  uint32(): number {
    return this.buffer.readUInt32LE(this.skip(4));
  }

  uint64(): number {
    return Number(this.buffer.readBigUInt64LE(this.skip(8)));
  }

  /** The text up to the next newline, without it. */
  line(): string {
    const end = this.buffer.indexOf(10, this.at);
    if (end < 0) this.fail("a line without end", "a whole pickle (cut short?)");
    const text = this.take(end - this.at).toString("utf8");
    if (text.includes("\ufffd")) this.fail("a line that is not UTF-8", "a sound pickle");
    this.at++;
    return text;
  }

  push(value: unknown): void {
    this.spend(cost.place);
    this.stack.push(value);
  }

  pop(): unknown {
    this.need(1);
    return this.stack.pop();
  }

  top(): unknown {
    this.need(1);
    return this.stack[this.stack.length - 1];
  }

  mark(): void {
    if (this.marks.length >= limits.pickleDepth) {
      this.fail(`nesting deeper than ${limits.pickleDepth}`, "a plain data file");
    }
    this.marks.push(this.stack.length);
  }

  /** Takes the last `count` values off the stack, in the order in which they were pushed. */
  popLast(count: number): unknown[] {
    this.need(count);
    return this.stack.splice(this.stack.length - count);
  }

  /** Takes everything above the last mark off the stack. */
  popMark(): unknown[] {
    const mark = this.marks.pop();
    if (mark === undefined) return this.fail("no mark on the stack", "a sound pickle");
    return this.stack.splice(mark);
  }

  remember(index: number): void {
    this.memo.set(index, this.top());
  }

  recall(index: number): void {
    if (!this.memo.has(index)) this.fail(`no memo ${index}`, "a sound pickle");
    this.push(this.memo.get(index));
  }

  private need(count: number): void {
    const floor = this.marks.length === 0 ? 0 : this.marks[this.marks.length - 1];
    if (this.stack.length - floor < count)
      this.fail("too few values on the stack", "a sound pickle");
  }
}

/** What an opcode does to the machine. */
export type Opcode = (machine: PickleMachine) => void;
