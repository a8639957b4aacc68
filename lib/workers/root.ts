import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * The repository's root, where real files lie: the nearest folder at or above the working directory
 * whose package.json is named "mia-notebooks". (Under the notebook kernel a module is compiled in
 * memory and does not know its own place.)
 *
 * @throws Error if there is none
 * @example
 * path.join(repositoryRoot(), "data", "model.pt");
 */
export function repositoryRoot(): string {
  const start = process.cwd();
  for (let folder = start; ; folder = path.dirname(folder)) {
    const file = path.join(folder, "package.json");
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === "mia-notebooks") {
      return folder;
    }
    if (folder === path.dirname(folder)) break;
  }
  throw new Error(
    `${start}: found no package.json named mia-notebooks here or above, expected one`,
  );
}
