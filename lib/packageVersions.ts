import { readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "./repository";

/** Packages whose version can change a result. */
const packages = ["danfojs-node", "arquero", "onnxruntime-node", "@tensorflow/tfjs-node", "tslab"];

/**
 * Versions of this project, of Node and of the packages that a result depends on, for the
 * `versions` of metrics.json.
 *
 * @throws Error if a package is not installed
 * @example
 * packageVersions().node; // "20.20.2"
 */
export function packageVersions(): Record<string, string> {
  const versionIn = (folder: string): string =>
    JSON.parse(readFileSync(path.join(repositoryRoot(), folder, "package.json"), "utf8")).version;
  const installed = packages.map((name) => [name, versionIn(path.join("node_modules", name))]);
  return {
    "mia-notebooks": versionIn("."),
    node: process.versions.node,
    ...Object.fromEntries(installed),
  };
}
