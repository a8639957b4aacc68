import { realpathSync } from "node:fs";
import path from "node:path";
import { ByteSource, limits, printable, reasonOf } from "../../../files";
import type { Refuse } from "./protobufReader";

/**
 * Reads the elements of a constant that lie in another file.
 *
 * @param told what the model says: location, offset, length
 * @param length bytes that they take
 */
export type ReadExternal = (
  told: ReadonlyMap<string, string>,
  length: number,
  refuse: Refuse,
) => Buffer;

/** The files beside a model that its constants lie in. */
export class ExternalData {
  private readonly sources = new Map<string, ByteSource>();
  private taken = 0;

  /** @param folder where the model lies; null: it may have no such files */
  constructor(private readonly folder: string | null) {}

  /** The files that were read. */
  get files(): { path: string; sha256: string }[] {
    return [...this.sources.values()].map((source) => {
      return { path: source.path, sha256: source.sha256() };
    });
  }

  readonly read: ReadExternal = (told, length, refuse) => {
    const source = this.sourceOf(told.get("location") ?? "", refuse);
    const offset = countOf(told.get("offset") ?? "0", refuse);
    const held = countOf(told.get("length") ?? String(length), refuse);
    if (held !== length || offset + length > source.size) {
      const found = `bytes ${offset} to ${offset + held} of ${printable(path.basename(source.path))}`;
      return refuse(found, `${length} bytes inside its ${source.size} (is it cut short?)`);
    }
    this.taken += length;
    if (this.taken > limits.repeatedBytes + limits.repeatedRatio * source.size) {
      return refuse("the same bytes many times over", "a file for its own constants");
    }
    const bytes = Buffer.allocUnsafeSlow(length);
    source.copy(offset, bytes);
    return bytes;
  };

  close(): void {
    for (const source of this.sources.values()) source.close();
  }

  /** Only a plain file inside of the model's folder, whatever links lead there. */
  private sourceOf(location: string, refuse: Refuse): ByteSource {
    const own: Refuse = (found, expected) =>
      refuse(`values in ${printable(location)}, ${found}`, expected);
    const known = this.sources.get(location);
    if (known !== undefined) return known;
    const inside = "a file in the model's folder";
    if (this.folder === null) return own("which is not at hand", "values in the model itself");
    const parts = location.split(/[\\/]/);
    if (location === "" || location.includes("\0") || parts.includes("..")) {
      return own("no name of a file beside the model", inside);
    }
    if (path.isAbsolute(location) || path.win32.isAbsolute(location)) {
      return own("an absolute path", inside);
    }
    let folder: string;
    let file: string;
    try {
      folder = realpathSync(this.folder);
      file = realpathSync(path.join(folder, location));
    } catch (error) {
      return own(reasonOf(error), inside);
    }
    if (!file.startsWith(folder + path.sep) && folder !== path.parse(folder).root) {
      return own("a link that leads out of the model's folder", inside);
    }
    const source = new ByteSource(file);
    this.sources.set(location, source);
    return source;
  }
}

function countOf(text: string, refuse: Refuse): number {
  if (!/^\d{1,15}$/.test(text)) return refuse(`offset or length ${printable(text)}`, "a number");
  return Number(text);
}
