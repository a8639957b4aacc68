import type { ExplorerRun } from "./explorerRun";
import { explorerPage } from "./page";
import type { PicturedRun } from "./pictures";
import type { PlainExplorerRun } from "./reading/readExplorerRun";
import { type PicturedSet, sprites } from "./sprites";

/** Bytes of a page, and of its pictures before base64. */
const [mostBytes, mostOfPictures] = [14.5e6, 7.2e6];
const base64 = 0.75;
/** Of the sample where not all pictures have room. */
const seed = 42;

/**
 * The page of one or two runs, with as many of their pictures as keep it under 15 MB.
 *
 * @throws as `explorerPage`
 * @example
 * writeAtomically(file, [await runsPage([{ run, pictures }], { title: "A1_12_Ensemble" })]);
 */
export async function runsPage(
  runs: readonly PicturedRun[],
  options: { readonly title: string },
): Promise<string> {
  const plain = runs.map(({ run }) => ({ ...run, images: null }));
  const pictured = runs.filter(({ pictures }) => pictures.length > 0).length;
  if (pictured === 0) return explorerPage(plain, options);
  const left = base64 * (mostBytes - explorerPage(plain, options).length);
  const bytes = Math.min(mostOfPictures, Math.max(0, left)) / pictured;
  const whole: ExplorerRun[] = [];
  for (const { run, pictures } of runs) whole.push(await withPictures(run, pictures, bytes));
  return explorerPage(whole, options);
}

async function withPictures(
  run: PlainExplorerRun,
  pictures: readonly PicturedSet[],
  bytes: number,
): Promise<ExplorerRun> {
  if (pictures.length === 0) return { ...run, images: null };
  const { scores } = run.attacks[run.chosen];
  const { images, notes } = await sprites(pictures, { exposure: scores, bytes, seed });
  return { ...run, images, notes: [...run.notes, ...notes] };
}
