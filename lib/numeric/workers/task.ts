/**
 * A pure function, or one that returns a promise, that runs in this thread or, found again by its module and name, in a worker.
 * What it takes and gives must survive structured cloning: plain objects, typed arrays; arrays over a
 * SharedArrayBuffer are shared, all others copied.
 */
export interface Task<A, R> {
  /** The module that exports the task: its path from the repository root, without ".ts". */
  readonly module: string;
  /** The name under which the module exports the task. */
  readonly name: string;
  readonly run: (args: A) => R | Promise<R>;
}

/**
 * Declares a task; the module must export it under the name given.
 *
 * @example
 * export const sumTask = defineTask("lib/sums/task", "sumTask", (values: Float64Array) =>
 *   values.reduce((a, b) => a + b, 0));
 */
export function defineTask<A, R>(
  module: string,
  name: string,
  run: (args: A) => R | Promise<R>,
): Task<A, R> {
  return { module, name, run };
}
