/** A code cell of a notebook that somebody might hand in. */
export interface PythonCell {
  readonly code: readonly string[];
  /** Its number in the session; null if it was not run. */
  readonly count: number | null;
  /** What it printed. */
  readonly printed?: string;
}

/**
 * A Python notebook as Jupyter would save it, to show what the review finds in one.
 *
 * @returns its JSON
 * @example
 * pythonNotebook([{ code: ["print(1)"], count: 1, printed: "1\n" }]);
 */
export function pythonNotebook(cells: readonly PythonCell[]): string {
  const kernelspec = { name: "python3", language: "python" };
  const written = cells.map(({ code, count, printed }) => ({
    cell_type: "code",
    metadata: {},
    execution_count: count,
    outputs:
      printed === undefined ? [] : [{ output_type: "stream", name: "stdout", text: printed }],
    source: code.join("\n"),
  }));
  const format = { nbformat: 4, nbformat_minor: 5 };
  return JSON.stringify({ ...format, metadata: { kernelspec }, cells: written });
}
