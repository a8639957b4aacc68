import type { ExplorerRun } from "./explorerRun";
import { explorerPage } from "./page";
import type { PicturedRun } from "./pictures";
import { sprites } from "./sprites";

/** Bytes of a page, and of its pictures before base64. */
const [mostBytes, mostOfPictures] = [15e6, 7.2e6];
/** Bytes of a picture by its characters in base64, and what is left free for those of new notes. */
const [base64, spare] = [0.75, 1e4];
/** Of the sample where not all pictures have room. */
const seed = 42;

/**
 * The page of one or two runs, with as many of their pictures as keep it under 15 MB.
 *
 * @throws as `explorerPage`
 * @example
 * writeAtomically(file, [await runsPage([picturedRun(run, sources)], { title: "A1_12_Ensemble" })]);
 */
export async function runsPage(
  runs: readonly PicturedRun[],
  options: { readonly title: string },
): Promise<string> {
  const pictured = runs.filter(({ pictures }) => pictures.length > 0).length;
  for (let bytes = mostOfPictures; ; ) {
    const whole: ExplorerRun[] = [];
    for (const one of runs) whole.push(await withPictures(one, bytes / pictured));
    const page = explorerPage(whole, options);
    const over = page.length + spare - mostBytes;
    if (over <= 0 || pictured === 0 || bytes < spare) return page;
    bytes = Math.max(0, sizeOf(whole) - base64 * over);
  }
}

/** Bytes of all pictures before base64. */
function sizeOf(runs: readonly ExplorerRun[]): number {
  const sheets = runs.flatMap(({ images }) => images?.sheets ?? []);
  return base64 * sheets.reduce((sum, sheet) => sum + sheet.length, 0);
}

async function withPictures({ run, pictures }: PicturedRun, bytes: number): Promise<ExplorerRun> {
  if (pictures.length === 0) return { ...run, images: null };
  const { scores } = run.attacks[run.chosen];
  const { images, notes } = await sprites(pictures, { exposure: scores, bytes, seed });
  return { ...run, images, notes: [...run.notes, ...notes] };
}
