import path from "node:path";
import { writeAtomically } from "../../files/outputs";
import { endDrawing } from "../show/drawing";
import { neighboursOf } from "./neighbours/withNeighbours";
import { type PictureSources, picturedRun } from "./pictures";
import { MOST_ROWS, readExplorerRun } from "./reading/readExplorerRun";
import { runsPage } from "./runsPage";

/**
 * Writes `explore.html` into the folder of a run that has just written its last file: one page in
 * which every row can be looked at, sorted and compared.
 *
 * @param run its folder
 * @param sources the datasets as the run has them open, for the pictures
 * @returns what was written, in a sentence; or that the run has more rows than a page holds
 * @throws as `readExplorerRun` and `picturedRun`
 * @example
 * console.log(await explore(run, { public: publicData, private: privateData }));
 */
export async function explore(
  { folder }: { readonly folder: string },
  sources: PictureSources,
): Promise<string> {
  const rowCount = (sources.public?.ids.length ?? 0) + (sources.private?.ids.length ?? 0);
  if (rowCount > MOST_ROWS) {
    const [found, most] = [rowCount, MOST_ROWS].map((count) => count.toLocaleString("en-US"));
    return `explore.html: not made, ${found} rows are more than the ${most} that a page holds`;
  }
  await endDrawing(); // of what a run holds at its end that is what it needs no more
  const read = readExplorerRun(folder);
  const { run, pictures } = picturedRun(read.run, sources);
  const page = await runsPage([{ run, pictures, neighbours: neighboursOf(read) }], {
    title: run.name,
  });
  writeAtomically(path.join(folder, "explore.html"), [page]);
  const rows = run.ids.length.toLocaleString("en-US");
  return `explore.html: ${rows} rows and ${run.attacks.length} scores to look at in a browser`;
}
