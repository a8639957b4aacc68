import { foreignArchive } from "../../foreignArchive";
import { limits } from "../../limits";
import { printable } from "../../text";
import { Budget } from "../pickle/budget";
import { unpickle } from "../pickle/unpickle";
import type { Fail } from "../pickle/values";
import { type Storage, ZipStorage } from "../tensor/storage";
import type { ZipArchive } from "../zip/archive";
import type { ZipEntry } from "../zip/directory";
import { torchGlobals } from "./globals";
import { storageReference } from "./storageReference";

const PICKLE = "data.pkl";

/**
 * Reads what torch.save wrote in the zip format (torch 1.6 and later), stored or deflated, whatever
 * its folder inside is called: `data.pkl` is the value, `data/KEY` are the storages.
 *
 * @throws InputError through `fail` if the archive holds anything else
 * @example
 * readZipFormat(archive, fail); // a Map from parameter names to tensors, for a state_dict
 */
export function readZipFormat(archive: ZipArchive, fail: Fail): unknown {
  const pickle = findPickle(archive, fail);
  const folder = pickle.name.slice(0, -PICKLE.length);
  const order = archive.entries.get(`${folder}byteorder`);
  const spelled = order === undefined ? "little" : archive.view(order, 0, order.size).toString();
  if (spelled !== "little") fail(`byte order ${printable(spelled)}`, "little");
  const storages = new Map<string, Storage>();
  const persistent = (id: unknown, refuse: Fail) => {
    const { key, dtype, byteLength } = storageReference(id, refuse);
    const known = storages.get(key);
    if (known?.dtype === dtype) return known;
    if (known !== undefined) return refuse(`storage ${printable(key)} of two types`, "one");
    const entry = archive.entries.get(`${folder}data/${key}`);
    if (entry === undefined) return refuse(`no storage ${printable(key)}`, "one in the archive");
    if (entry.size !== byteLength) {
      return refuse(
        `storage ${printable(key)} of ${entry.size} bytes`,
        `${byteLength}, as the pickle says of this ${dtype}`,
      );
    }
    const storage = new ZipStorage(dtype, archive, entry);
    storages.set(key, storage);
    return storage;
  };
  // A copy, because views of the file hold only until the next read.
  const bytes = Buffer.from(archive.view(pickle));
  const budget = new Budget(archive.source.size);
  return unpickle(bytes, 0, { globals: torchGlobals, persistent, budget, fail }).value;
}

function findPickle(archive: ZipArchive, fail: Fail): ZipEntry {
  const names = [...archive.entries.keys()];
  if (names.some((name) => /(^|\/)(code\/|constants\.pkl$)/.test(name))) {
    return fail("a TorchScript archive, which holds a program", "a file that torch.save wrote");
  }
  const found = names.filter((name) => name === PICKLE || name.endsWith(`/${PICKLE}`));
  if (found.length === 0) {
    const { found: what, expected } = foreignArchive(names);
    return fail(what, expected);
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
