import { hasImages, type ImageSource, InputError } from "../../../files";
import type { PlainExplorerRun } from "../reading/readExplorerRun";
import type { PicturedSet } from "../sprites";

/** A dataset as far as pictures need it. */
export interface PictureSource {
  readonly path: string;
  readonly ids: readonly (number | string)[];
  readonly images: ImageSource;
  /** The images as they are stored, where `images` are prepared for a network. */
  readonly stored?: ImageSource;
  readonly classNames?: readonly string[];
}

/** The datasets of a run; null where one is not at hand. */
export interface PictureSources {
  readonly public: PictureSource | null;
  readonly private: PictureSource | null;
}

/** A run, and the images of its rows. */
export interface PicturedRun {
  readonly run: PlainExplorerRun;
  readonly pictures: readonly PicturedSet[];
}

/**
 * A run with the images of its rows, and its classes by the datasets' names of them.
 *
 * @returns no images of a dataset that is not at hand or has none
 * @throws InputError naming the dataset whose rows are not the run's
 * @example
 * picturedRun(run, { public: publicData, private: privateData }).pictures.length; // 2
 */
export function picturedRun(run: PlainExplorerRun, sources: PictureSources): PicturedRun {
  const { ids, publicRows } = run;
  const parts = [
    { source: sources.public, start: 0, own: ids.slice(0, publicRows) },
    { source: sources.private, start: publicRows, own: ids.slice(publicRows) },
  ];
  const pictures = parts.flatMap(({ source, start, own }): PicturedSet[] => {
    if (source === null) return [];
    requireRows(source, own);
    return hasImages(source.images) ? [{ images: source.stored ?? source.images, start }] : [];
  });
  const names = sources.public?.classNames ?? sources.private?.classNames;
  const classes = run.classes.map((name, label) => names?.[label] ?? name);
  const bare = pictures.length === 0 ? ["The rows have no pictures here."] : [];
  return { run: { ...run, classes, notes: [...run.notes, ...bare] }, pictures };
}

function requireRows({ path, ids }: PictureSource, own: readonly string[]): void {
  if (ids.length !== own.length) {
    throw new InputError(path, `${ids.length} rows`, `the run's ${own.length}`);
  }
  const row = own.findIndex((id, i) => String(ids[i]) !== id);
  if (row >= 0)
    throw new InputError(path, `id ${ids[row]} in row ${row}`, `${own[row]} as in the run`);
}
