import path from "node:path";
import type { ShownRun } from "../pages/galleryPage";
import type { Run } from "./readRun";

/**
 * A run as the index of a gallery names it: by its folder, and by the time at which it began.
 *
 * @example
 * new Gallery("out/figures", { run: shownRun(run) });
 */
export function shownRun({ folder, metrics }: Run): ShownRun {
  return { name: path.basename(path.resolve(folder)), began: metrics.clock?.began };
}
