/** What a test wants of one cell. */
export interface CellWish {
  readonly code?: string;
  readonly prose?: string;
  readonly count?: number | null;
  readonly outputs?: readonly object[];
  readonly metadata?: object;
}

/** A printed output. */
export const printed = (text: string, name = "stdout") => ({ output_type: "stream", name, text });

/**
 * A notebook's text; code cells are counted from 1 and print something unless told otherwise.
 *
 * @param language of the kernel: "python" or "typescript"
 */
export function notebookText(cells: readonly CellWish[], language = "python"): string {
  let count = 0;
  const written = cells.map(({ code, prose, outputs, metadata = {}, ...wish }) => {
    if (code === undefined) return { cell_type: "markdown", metadata, source: prose ?? "" };
    count++;
    return {
      cell_type: "code",
      metadata,
      source: code.split(/(?<=\n)/),
      execution_count: wish.count === undefined ? count : wish.count,
      outputs: outputs ?? [printed("done\n")],
    };
  });
  const metadata = { kernelspec: { name: language, language }, language_info: { name: language } };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells: written });
}
