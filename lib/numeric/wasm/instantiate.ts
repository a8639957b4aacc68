import { assemble, type WasmFunction } from "./module";

/** A WebAssembly memory. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

// TypeScript declares WebAssembly only together with a browser's globals.
declare const WebAssembly: {
  readonly Memory: new (limits: { initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { env: { memory: WasmMemory } },
  ) => { readonly exports: unknown };
};

const PAGE_BYTES = 65536;
const MOST_PAGES = 65536;

/** Hands out places in a memory that is made when all are known. */
export class Layout {
  private size = 0;

  /** Reserves bytes and returns the address of the first, a multiple of 16. */
  reserve(bytes: number): number {
    const address = this.size;
    this.size += Math.ceil(bytes / 16) * 16;
    return address;
  }

  /**
   * The memory for everything reserved so far, filled with zeros.
   *
   * @param whose the name of what is to hold it, for messages
   * @param helps what would take less
   * @throws RangeError if more than 4 GiB were reserved, or the machine has no room for them
   */
  createMemory(whose = "what is computed at once", helps = "fewer rows or columns"): WasmMemory {
    const pages = Math.ceil(this.size / PAGE_BYTES);
    if (pages > MOST_PAGES) {
      const expected = `at most ${MOST_PAGES * PAGE_BYTES} (4 GiB): ${helps}`;
      throw new RangeError(`${whose}: found ${this.size} bytes, expected ${expected}`);
    }
    return new WebAssembly.Memory({ initial: pages });
  }
}

/** The functions of a module as JavaScript sees them. */
export type Exports<Name extends string> = Readonly<Record<Name, (...args: number[]) => void>>;

/**
 * Compiles functions once, to be bound to as many memories as needed.
 *
 * @returns a function from a memory to the functions that work on it
 * @example
 * const bind = compile({ fill });
 * const { fill } = bind(layout.createMemory());
 */
export function compile<Name extends string>(
  functions: Readonly<Record<Name, WasmFunction>>,
): (memory: WasmMemory) => Exports<Name> {
  const module = new WebAssembly.Module(assemble(functions));
  return (memory) => new WebAssembly.Instance(module, { env: { memory } }).exports as Exports<Name>;
}
