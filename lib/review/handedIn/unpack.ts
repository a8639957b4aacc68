import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ByteSource, InputError, ZipArchive } from "../../files";
import { pageName } from "../output/student/pageNames";
import { checkPlainFile } from "../readBytes";
import { isMachineMade, kindOf } from "./kindOf";
import type { FoundFile, Listing } from "./listFiles";

const mostBytes = 256 * 2 ** 20;
/** Of all files that are looked at together, and of how many. */
const [mostUnpacked, mostFiles] = [256 * 2 ** 20, 500];

/**
 * Unpacks the files of a zip that are reviewed into a folder, under numbers: no name in it makes a path.
 * Links in it are plain files here, which hold where they led.
 *
 * @param folder absolute path, empty
 * @throws InputError if it is no sound zip, has paths that lead outside, is encrypted, or inflates to
 *   more than 256 MiB
 * @example
 * unpack("/in/ada.zip", "/tmp/x").files[0]; // { file: "/tmp/x/0/README.md", name: "README.md", kind: "claims" }
 */
export function unpack(file: string, folder: string): Listing {
  checkPlainFile(file, mostBytes);
  const source = new ByteSource(file);
  try {
    const archive = new ZipArchive(source);
    const files: FoundFile[] = [];
    const unseen = new Set<string>();
    let bytes = 0;
    for (const entry of archive.entries.values()) {
      const parts = entry.name.split(/[/\\]/);
      if (entry.name.endsWith("/")) continue;
      if (parts.includes(".git"))
        unseen.add("the history (.git): a secret that was taken out may still be in it");
      const kind = parts.some(isMachineMade) ? null : kindOf(entry.name);
      if (kind === null) continue;
      if (kind === "archive") {
        unseen.add(`an archive within the archive, ${entry.name}`);
        continue;
      }
      bytes += entry.size;
      if (bytes > mostUnpacked) {
        throw new InputError(file, `over ${mostUnpacked} bytes to look at`, "fewer");
      }
      if (files.length >= mostFiles) {
        unseen.add(`what lies beyond ${mostFiles} files`);
        break;
      }
      const place = path.join(folder, String(files.length));
      mkdirSync(place, { mode: 0o700 });
      const target = path.join(place, pageName(parts.at(-1)!));
      writeFileSync(target, archive.view(entry), { mode: 0o600, flag: "wx" });
      files.push({ file: target, name: entry.name, kind });
    }
    return { files, unseen: [...unseen].slice(0, 20) };
  } finally {
    source.close();
  }
}
