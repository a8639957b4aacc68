import path from "node:path";

/**
 * The repository's root folder, where package.json, data and node_modules lie.
 *
 * @example
 * path.join(repositoryRoot(), "data", "model.pt");
 */
export function repositoryRoot(): string {
  return path.dirname(__dirname);
}
