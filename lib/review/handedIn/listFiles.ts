import { readdirSync } from "node:fs";
import path from "node:path";
import { reasonOf } from "../../files";
import { type FileKind, isMachineMade, kindOf } from "./kindOf";

/** A file that was handed in. */
export interface FoundFile {
  /** Absolute path. */
  readonly file: string;
  /** Path within what was handed in, with slashes. */
  readonly name: string;
  readonly kind: FileKind;
}

/** What a folder holds, and what of it is not looked at. */
export interface Listing {
  readonly files: readonly FoundFile[];
  /** What was passed by, a few words each. */
  readonly unseen: readonly string[];
}

/** Of one hand-in: real ones have some twenty files, three folders deep. */
const [mostFiles, mostEntries, deepest] = [500, 20_000, 12];

/**
 * The files of a hand-in that are reviewed, by name. No link is followed, folders of tools are passed by,
 * and beyond 500 files or 12 folders deep nothing is looked at.
 *
 * @param folder absolute path
 * @example
 * listFiles("/in/ada").files.map(({ name }) => name); // ["README.md", "src/attack.py", ...]
 */
export function listFiles(folder: string): Listing {
  const files: FoundFile[] = [];
  const unseen = new Set<string>();
  let entries = 0;
  const walk = (at: string, within: string, depth: number): void => {
    for (const entry of sorted(at, unseen, within)) {
      const name = within === "" ? entry.name : `${within}/${entry.name}`;
      if (++entries > mostEntries || files.length >= mostFiles) {
        unseen.add(`what lies beyond ${mostFiles} files or ${mostEntries} entries`);
        return;
      }
      if (entry.isSymbolicLink()) unseen.add(`links, such as ${name}`);
      else if (entry.isDirectory()) {
        if (entry.name === ".git")
          unseen.add("the history (.git): a secret that was taken out may still be in it");
        else if (isMachineMade(entry.name)) unseen.add(`folders of tools, such as ${name}`);
        else if (depth >= deepest) unseen.add(`folders over ${deepest} deep, such as ${name}`);
        else walk(path.join(at, entry.name), name, depth + 1);
      } else if (entry.isFile()) {
        const kind = kindOf(name);
        if (kind !== null) files.push({ file: path.join(at, entry.name), name, kind });
      } else unseen.add(`what is no plain file, such as ${name}`);
    }
  };
  walk(folder, "", 0);
  return { files, unseen: [...unseen].slice(0, 20) };
}

function sorted(folder: string, unseen: Set<string>, within: string) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    unseen.add(`${within || "the folder"}, which cannot be read (${reasonOf(error)})`);
    return [];
  }
}
