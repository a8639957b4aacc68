import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { firstNotFinite } from "../../files";
import {
  enterStored,
  type NpyArray,
  readHashedNpy,
  remember,
  writeJson,
  writeNpy,
} from "../../files/outputs";

/** What a stored array was computed from: it is current where all of it is the same. */
export type Origin = Readonly<Record<string, unknown>>;

/**
 * Arrays of numbers [rows, columns] in a folder, each `NAME.npy` with a `NAME.json` beside it that
 * says what it was computed from and the SHA-256 of the array. The JSON comes last: a run that is
 * stopped leaves no array that would be taken for whole.
 */
export class ViewStore {
  constructor(private readonly folder: string) {}

  /** The array, if it is there, whole, finite, of this shape, and computed from this origin; else null. */
  read(name: string, origin: Origin, shape: readonly [number, number]): Float32Array | null {
    const { array, note } = this.files(name);
    const stored = readIfThere(note);
    if (stored === null || JSON.stringify(stored.origin) !== JSON.stringify(origin)) return null;
    const there = arrayIfThere(array);
    if (there === null || there.sha256 !== stored.sha256) return null;
    const { data, shape: found, sha256 } = there;
    const fits = found.length === 2 && found[0] === shape[0] && found[1] === shape[1];
    if (!fits || !(data instanceof Float32Array) || firstNotFinite(data) >= 0) return null;
    remember(array, sha256);
    return data;
  }

  /** Stores an array in the place of what was there under this name. */
  write(name: string, origin: Origin, data: Float32Array, shape: readonly [number, number]): void {
    const { array, note } = this.files(name);
    rmSync(note, { force: true });
    enterStored(array);
    enterStored(note);
    const sha256 = writeNpy(array, { data, shape });
    writeJson(note, { origin, shape, sha256 });
  }

  private files(name: string): { array: string; note: string } {
    const stem = path.join(this.folder, name);
    return { array: `${stem}.npy`, note: `${stem}.json` };
  }
}

/** What is no JSON object was left by something else, and is as good as not there. */
function readIfThere(note: string): { origin?: unknown; sha256?: unknown } | null {
  try {
    const value: unknown = JSON.parse(readFileSync(note, "utf8"));
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function arrayIfThere(array: string): (NpyArray & { readonly sha256: string }) | null {
  try {
    return readHashedNpy(array);
  } catch {
    return null;
  }
}
