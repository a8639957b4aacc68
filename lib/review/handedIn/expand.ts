import { lstatSync } from "node:fs";
import path from "node:path";
import { scriptEndings } from "../notebook/parseScript";
import { type HandIn, type Layout, layoutOf } from "./layout";

/** What was named on the command line, by what it is. */
export interface Expanded {
  readonly files: readonly string[];
  readonly notebooks: readonly string[];
  readonly claims: readonly string[];
  readonly folders: readonly (Layout & { readonly root: string })[];
}

/**
 * Says of each path what it is: a folder of a class or a repository, a zip of one, a notebook or script,
 * a text that states figures, else a submission.
 *
 * @param paths absolute
 * @throws InputError if a folder cannot be read
 * @example
 * expand(["/course/submitted"], null).folders[0].layout; // "nbgrader"
 */
export function expand(paths: readonly string[], assignment: string | null): Expanded {
  const expanded = {
    files: [] as string[],
    notebooks: [] as string[],
    claims: [] as string[],
    folders: [] as (Layout & { readonly root: string })[],
  };
  for (const file of paths) {
    const status = lstatSync(file, { throwIfNoEntry: false });
    if (status?.isDirectory()) expanded.folders.push({ ...layoutOf(file, assignment), root: file });
    else if (/\.zip$/i.test(file)) {
      const one: HandIn = {
        student: path.parse(file).name,
        person: null,
        grouped: false,
        paths: [file],
      };
      const layout = { layout: "repository", assignment: null, handIns: [one] } as const;
      expanded.folders.push({ ...layout, root: path.dirname(file) });
    } else if (/\.ipynb$/i.test(file) || scriptEndings.test(file)) expanded.notebooks.push(file);
    else if (/\.(?:md|pdf|tex|html?|rst)$/i.test(file)) expanded.claims.push(file);
    else expanded.files.push(file);
  }
  return expanded;
}
