import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * The folder of this project: the nearest one at or above `start` whose package.json is named
 * "mia-notebooks". Modules are virtual inside the notebook kernel, so real files (fonts, the
 * Plotly bundle) cannot be found from the module's own place.
 *
 * @throws Error if there is none up to the file system's root
 * @example
 * path.join(repositoryRoot(), "node_modules");
 */
export function repositoryRoot(start: string = process.cwd()): string {
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    const file = path.join(folder, "package.json");
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === "mia-notebooks") {
      return folder;
    }
    if (folder === path.dirname(folder)) {
      throw new Error(
        `${start}: found no package.json named "mia-notebooks" here or above, expected to run inside the repository`,
      );
    }
  }
}
