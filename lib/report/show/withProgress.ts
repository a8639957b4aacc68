import { type Progress, progress } from "./progress";

/** Work that tells how far it has come. */
export type ShownWork<T> = (onProgress: (done: number, total: number) => void) => T | Promise<T>;

/**
 * Runs work that tells how far it has come, and shows it. The bar is there from the first word of the work on, counts
 * from the call on (a first fit may take seconds), and is gone when the work is over, or has failed.
 *
 * @param label what is worked on
 * @param work takes what lib's functions call `onProgress`
 * @example
 * const logits = await withProgress("logits", (onProgress) => target.logits(images, { onProgress }));
 */
export async function withProgress<T>(label: string, work: ShownWork<T>): Promise<T> {
  let bar: Progress | null = null;
  const start = performance.now();
  try {
    return await work((done, total) => {
      bar ??= progress(label, total, start);
      bar.update(done);
    });
  } finally {
    (bar as Progress | null)?.done();
  }
}
