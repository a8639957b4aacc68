import type { ExplorerRun } from "./explorerRun";
import { explorerPage } from "./page";
import type { PicturedRun } from "./pictures";
import type { PlainExplorerRun } from "./reading/readExplorerRun";
import { type Sprites, sprites } from "./sprites";

/** A run for a page. */
export interface RunOfPage extends PicturedRun {
  /** Its neighbours, where they are being found while pictures are drawn; else those that it has. */
  readonly neighbours?: Promise<ExplorerRun["neighbours"]>;
}

/** Bytes of a page unless others are asked for, and of its pictures before base64. */
const [usual, mostOfPictures] = [15e6, 7.2e6];
/** Bytes of a picture by its characters in base64, and what is left free for those of new notes. */
const [base64, spare] = [0.75, 1e4];
/** Of the sample where not all pictures have room. */
const seed = 42;

/**
 * The page of one or two runs, with as many of their pictures as keep it small. Runs whose
 * `pictures` are the same carry them once.
 *
 * @param options.bytes that the page may take, if its rows alone take less; 15 MB unless given
 * @throws as `explorerPage`
 * @example
 * writeAtomically(file, [await runsPage([picturedRun(run, sources)], { title: "A1_12_Ensemble" })]);
 */
export async function runsPage(
  runs: readonly RunOfPage[],
  options: { readonly title: string; readonly bytes?: number },
): Promise<string> {
  const sets = new Set(runs.map(({ pictures }) => pictures).filter(({ length }) => length > 0));
  const found = runs.map(({ run, neighbours = run.neighbours }) => neighbours);
  for (let bytes = mostOfPictures; ; ) {
    const [drawn, ...near] = await Promise.all([drawnOf(runs, bytes / sets.size), ...found]);
    const whole = runs.map(({ run, pictures }, i) =>
      withPictures({ ...run, neighbours: near[i] }, drawn.get(pictures)),
    );
    const page = explorerPage(whole, options);
    const over = page.length + spare - (options.bytes ?? usual);
    if (over <= 0 || sets.size === 0 || bytes < spare) return page;
    bytes = Math.max(0, sizeOf([...drawn.values()]) - base64 * over);
  }
}

/** @param bytes of each set of pictures */
async function drawnOf(
  runs: readonly PicturedRun[],
  bytes: number,
): Promise<ReadonlyMap<PicturedRun["pictures"], Sprites>> {
  const drawn = new Map<PicturedRun["pictures"], Sprites>();
  for (const { run, pictures } of runs) {
    if (pictures.length === 0 || drawn.has(pictures)) continue;
    const exposure = run.attacks[run.chosen].scores;
    drawn.set(pictures, await sprites(pictures, { exposure, bytes, seed }));
  }
  return drawn;
}

/** Bytes of all pictures before base64. */
function sizeOf(drawn: readonly Sprites[]): number {
  const sheets = drawn.flatMap(({ images }) => images.sheets);
  return base64 * sheets.reduce((sum, sheet) => sum + sheet.length, 0);
}

function withPictures(run: PlainExplorerRun, drawn: Sprites | undefined): ExplorerRun {
  if (drawn === undefined) return { ...run, images: null };
  return { ...run, images: drawn.images, notes: [...run.notes, ...drawn.notes] };
}
