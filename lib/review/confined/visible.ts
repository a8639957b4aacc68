import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../repository";

/** The working folder, as what is confined sees it. */
export const workingFolder = "/mia";

/** A file or folder that can be read there, and nothing more. */
export interface Bound {
  readonly source: string;
  readonly target: string;
}

/** All that can be seen inside, beside /proc, four devices and two empty folders to write in. */
export interface Visible {
  readonly bound: readonly Bound[];
  /** Links as the system has them (/lib -> usr/lib). */
  readonly links: readonly { readonly target: string; readonly to: string }[];
  /** Folders within these that are empty inside, whatever they hold outside. */
  readonly emptied: readonly string[];
}

/** Of the repository. */
const own = ["lib", "node_modules", "package.json", "tsconfig.json"];
/** What earlier kernels kept of their cells, which are nobody else's. */
const kept = path.join("node_modules", ".cache");
const system = ["/usr/lib", "/usr/lib32", "/usr/lib64", "/lib", "/lib32", "/lib64"];
const linker = ["/etc/ld.so.cache", "/etc/localtime"];

/** What stands for a file that the caller may give: its name in the working folder is taken. */
export const taken: readonly string[] = own;

/**
 * What a confined program may read: Node and the system's libraries, this project's code and the
 * embedded data without its answers, and what the grader gives it, under its name in the working
 * folder.
 *
 * @param given absolute paths of files and folders; one called data takes the place of the embedded
 * @param hidden absolute paths that are never shown (answers), also not within the embedded data
 * @example
 * visibleTo(["/in/private.pt"], ["/in/answers.csv"]).bound.at(-1)?.target; // "/mia/private.pt"
 */
export function visibleTo(given: readonly string[], hidden: readonly string[]): Visible {
  const libraries = system.filter((folder) => existsSync(folder));
  const isLink = (folder: string) => lstatSync(folder).isSymbolicLink();
  const links = libraries.filter(isLink).map((target) => ({ target, to: readlinkSync(target) }));
  const asItIs = [...libraries.filter((folder) => !isLink(folder)), process.execPath, ...linker];
  return {
    links,
    emptied: existsSync(path.join(repositoryRoot(), kept)) ? [path.join(workingFolder, kept)] : [],
    bound: [
      ...asItIs.filter((file) => existsSync(file)).map((file) => bind(file, file)),
      ...[...own.map((name) => path.join(repositoryRoot(), name)), ...embedded(given, hidden)].map(
        (file) => bind(file, path.join(workingFolder, path.relative(repositoryRoot(), file))),
      ),
      ...given.map((file) => bind(file, path.join(workingFolder, path.basename(file)))),
    ],
  };
}

function bind(file: string, target: string): Bound {
  return { source: realpathSync(file), target };
}

function embedded(given: readonly string[], hidden: readonly string[]): string[] {
  if (given.some((file) => path.basename(file) === "data")) return [];
  const folder = path.join(repositoryRoot(), "data");
  const secret = new Set(hidden.filter((file) => existsSync(file)).map((f) => realpathSync(f)));
  return readdirSync(folder)
    .filter((name) => !/answer/i.test(name))
    .map((name) => path.join(folder, name))
    .filter((file) => !secret.has(realpathSync(file)));
}
