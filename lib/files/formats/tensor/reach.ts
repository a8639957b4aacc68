import { limits } from "../../limits";
import type { Fail } from "../pickle/values";
import { itemSize } from "./dtype";
import type { Storage } from "./storage";
import type { Tensor } from "./tensor";

/**
 * What reading a list of tensors asks for, counted without reading any: a file can list one tensor
 * a million times, or tensors whose elements lie far apart in their storage.
 *
 * @example
 * const reach = new Reach();
 * for (const tensor of tensors) reach.add(tensor);
 * reach.check(fail);
 */
export class Reach {
  /** Bytes of all elements, those listed again counted again. */
  private bytes = 0;
  /** The same, with what lies between a tensor's first element and its last. */
  private spanned = 0;
  private readonly held = new Map<object, number>();

  add({ size, span, storage }: Tensor): void {
    this.bytes += size * itemSize[storage.dtype];
    this.spanned += Math.max(size, span) * itemSize[storage.dtype];
    this.held.set(storage.origin, storage.heldBytes);
  }

  /** Whether the elements lie so far apart that their storages are better read as a whole. */
  get scattered(): boolean {
    return this.spanned > this.most;
  }

  /** Refuses far more bytes than the storages hold. */
  check(fail: Fail): void {
    if (this.bytes > this.most) {
      fail(`tensors of ${this.bytes} bytes together`, `${this.most} at most for their storages`);
    }
  }

  private get most(): number {
    let held = 0;
    for (const bytes of this.held.values()) held += bytes;
    return Math.max(limits.repeatedBytes, limits.repeatedRatio * held);
  }
}

/**
 * Checks that the tensors together ask for no more than their storages hold, a few times over.
 *
 * @throws InputError through `fail` if they do
 * @example
 * checkReach(stateDict.values(), fail);
 */
export function checkReach(tensors: Iterable<Tensor>, fail: Fail): void {
  const reach = new Reach();
  for (const tensor of tensors) reach.add(tensor);
  reach.check(fail);
  if (reach.scattered) fail("tensors scattered over their storages", "contiguous ones");
}

/**
 * The tensors' storages in memory, once each, for tensors that are scattered over them.
 *
 * @throws InputError through `fail` if the storages are larger than what may be held in memory
 * @example
 * const memory = new StoragesInMemory(fail);
 * memory.of(tensor).values();
 */
export class StoragesInMemory {
  private readonly storages = new Map<Storage, Storage>();
  private bytes = 0;

  constructor(private readonly fail: Fail) {}

  of(storage: Storage): Storage {
    const known = this.storages.get(storage);
    if (known !== undefined) return known;
    this.bytes += storage.byteLength;
    if (this.bytes > limits.inflatedBytes) {
      const found = `images scattered over more than ${limits.inflatedBytes} bytes`;
      this.fail(found, "contiguous images");
    }
    const read = storage.inMemory();
    this.storages.set(storage, read);
    return read;
  }
}
