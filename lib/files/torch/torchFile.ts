import { ByteSource } from "../byteSource";
import { InputError, printable } from "../inputError";
import { limits } from "../limits";
import { unpickle } from "../pickle/unpickle";
import type { Fail } from "../pickle/values";
import { type Storage, ZipStorage } from "../tensor/storage";
import { ZipArchive } from "../zip/archive";
import type { ZipEntry } from "../zip/directory";
import { torchGlobals } from "./globals";
import { storageReference } from "./storages";

/** What torch.save wrote: the value, whose tensors read from the file until it is closed. */
export interface TorchFile {
  readonly value: unknown;
  close(): void;
}

const PICKLE = "data.pkl";

/**
 * Opens a file that torch.save wrote (the zip format, torch 1.6 and later), stored or deflated,
 * whatever its folder inside is called. Tensors stay on disk until they are asked for.
 *
 * @throws InputError if the file is anything else, is damaged, or calls what is not allowed
 * @example
 * const file = openTorchFile("model.pt");
 * file.value; // a Map from parameter names to tensors, for a state_dict
 * file.close();
 */
export function openTorchFile(path: string): TorchFile {
  const source = new ByteSource(path);
  try {
    return { value: readZip(source), close: () => source.close() };
  } catch (error) {
    source.close();
    throw error;
  }
}

function readZip(source: ByteSource): unknown {
  const { path } = source;
  const archive = new ZipArchive(source);
  const fail: Fail = (found, expected) => {
    throw new InputError(path, found, expected);
  };
  const pickle = findPickle(archive, fail);
  const folder = pickle.name.slice(0, -PICKLE.length);
  const order = archive.entries.get(`${folder}byteorder`);
  if (order !== undefined && archive.view(order).toString() !== "little") {
    fail(`byte order ${printable(archive.view(order).toString())}`, "little");
  }
  const storages = new Map<string, Storage>();
  const persistent = (id: unknown, refuse: Fail) => {
    const reference = storageReference(id, refuse);
    const shown = `storage ${printable(reference.key)}`;
    const entry = archive.entries.get(`${folder}data/${reference.key}`);
    if (entry === undefined) return refuse(`no ${shown}`, "one in the archive");
    if (entry.size !== reference.bytes) {
      return refuse(`${shown} of ${entry.size} bytes`, `${reference.bytes} (${reference.dtype})`);
    }
    const known = storages.get(reference.key);
    if (known !== undefined && known.dtype === reference.dtype) return known;
    const storage = new ZipStorage(archive, entry, reference.dtype);
    storages.set(reference.key, storage);
    return storage;
  };
  // A copy, because views of the file hold only until the next read.
  const bytes = Uint8Array.from(archive.view(pickle));
  return unpickle(bytes, 0, { globals: torchGlobals, persistent, fail }).value;
}

function findPickle(archive: ZipArchive, fail: Fail): ZipEntry {
  const names = [...archive.entries.keys()];
  const found = names.filter((name) => name === PICKLE || name.endsWith(`/${PICKLE}`));
  if (names.some((name) => /(^|\/)(code\/|constants\.pkl$)/.test(name))) {
    return fail("a TorchScript archive, which holds a program", "a file that torch.save wrote");
  }
  if (found.length !== 1) {
    return fail(`${found.length} entries named ${PICKLE}`, "one (a file that torch.save wrote)");
  }
  const entry = archive.entries.get(found[0]) as ZipEntry;
  if (entry.size > limits.pickleBytes) {
    return fail(`a pickle of ${entry.size} bytes`, `${limits.pickleBytes} at most`);
  }
  return entry;
}
