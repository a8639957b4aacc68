/**
 * Begins work in other threads whose result is asked for later, so that this thread can do something else
 * meanwhile. If it fails, that is thrown where it is awaited, and nowhere else.
 *
 * @example
 * const begun = begin(() => sideBySide(models, fit));
 * await showFigure(figure, settings);
 * const fitted = await begun;
 */
export function begin<T>(work: () => Promise<T>): Promise<T> {
  const begun = work();
  begun.catch(() => {});
  return begun;
}
