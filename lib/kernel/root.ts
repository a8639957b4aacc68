import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * The repository's root folder: the nearest one at or above `from` whose package.json is named
 * "mia-notebooks".
 *
 * @throws Error if there is none
 * @example
 * repositoryRoot(); // "/home/me/mia-notebooks"
 */
export function repositoryRoot(from: string = __dirname): string {
  const manifest = path.join(from, "package.json");
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "mia-notebooks") {
    return from;
  }
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`no mia-notebooks repository above ${__dirname}`);
  return repositoryRoot(parent);
}
