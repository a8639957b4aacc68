import type { ByteSource } from "../../byteSource";
import { limits } from "../../limits";
import { printable } from "../../text";
import { TRAILING, trailing } from "../../trailing";
import { Budget } from "../pickle/budget";
import type { PickleWorld } from "../pickle/machine";
import { Op } from "../pickle/opcodes";
import { unpickle } from "../pickle/unpickle";
import { describe, type Fail, Global, shownKey } from "../pickle/values";
import { readPlainPickle } from "../plainPickle";
import { itemSize } from "../tensor/dtype";
import { FileStorage } from "../tensor/storage";
import { torchGlobals } from "./globals";
import { storageReference } from "./storageReference";

const MAGIC = 0x1950a86a20f9469cfc6cn;
const PROTOCOL = 1001;

/**
 * Reads what torch.save wrote before torch 1.6, or with `_use_new_zipfile_serialization=False` (and
 * what pickle.dump wrote, which begins alike):
 * five pickles (a magic number, the protocol, the system, the value, the keys of its storages),
 * then each storage's number of elements and its bytes.
 *
 * @throws InputError through `fail` if the file holds anything else
 * @example
 * readOldFormat(source, fail); // a Map from parameter names to tensors, for a state_dict
 */
export function readOldFormat(source: ByteSource, fail: Fail): unknown {
  const storages = new Map<string, FileStorage>();
  const persistent = (id: unknown, refuse: Fail) => {
    // Whole modules come with the source text of their classes, which says nothing of data.
    if (Array.isArray(id) && id[0] === "module" && id[1] instanceof Global) return id[1];
    const { key, dtype, byteLength } = storageReference(id, refuse);
    const known = storages.get(key);
    if (known?.dtype === dtype) return known;
    if (known !== undefined) return refuse(`storage ${printable(key)} of two types`, "one");
    const storage = new FileStorage(dtype, byteLength, source, { start: 0 });
    storages.set(key, storage);
    return storage;
  };
  const world: PickleWorld = {
    globals: torchGlobals,
    persistent,
    budget: new Budget(source.size),
    fail,
  };
  // A copy, because views of the file hold only until the next read.
  const head = Buffer.from(source.view(0, Math.min(source.size, limits.oldFormatPickleBytes)));
  if (!startsWithMagic(head)) return readPlainPickle(source, head, fail);
  const magic = unpickle(head, 0, world);
  if (magic.value !== MAGIC) fail(`a pickle of ${describe(magic.value)}`, "a torch file's number");
  const protocol = unpickle(head, magic.end, world);
  if (protocol.value !== PROTOCOL)
    fail(`torch protocol ${shownKey(protocol.value)}`, `${PROTOCOL}`);
  const system = unpickle(head, protocol.end, world);
  if (!(system.value instanceof Map) || system.value.get("little_endian") !== true) {
    fail("a file written on a big-endian machine", "a little-endian one");
  }
  const value = unpickle(head, system.end, world);
  const keys = unpickle(head, value.end, world);
  placeStorages(source, keys.value, keys.end, storages, fail);
  return value.value;
}

/** Whether the first pickle is a long integer: a PROTO of two bytes, then LONG1 of ten. */
function startsWithMagic(head: Buffer): boolean {
  return head.length > 4 && head[2] === Op.LONG1 && head[3] === 10;
}

function placeStorages(
  source: ByteSource,
  keys: unknown,
  start: number,
  storages: Map<string, FileStorage>,
  fail: Fail,
): void {
  if (!Array.isArray(keys) || keys.length !== storages.size || new Set(keys).size !== keys.length) {
    fail(`${describe(keys)} as storage keys`, `the ${storages.size} that the value uses`);
  }
  let at = start;
  for (const key of keys) {
    const storage = storages.get(key);
    if (storage === undefined) fail("a storage key that nothing uses", "known keys");
    const count = Number(source.view(at, 8).readBigUInt64LE());
    if (count !== storage.length) {
      fail(`storage ${printable(key)} of ${count} elements`, `${storage.length}`);
    }
    storage.place.start = at + 8;
    at = storage.place.start + count * itemSize[storage.dtype];
  }
  if (at > source.size) fail(`${source.size} bytes`, `${at} (is the file cut short?)`);
  if (at < source.size) fail(trailing(source.size - at, "the last storage"), TRAILING);
}
