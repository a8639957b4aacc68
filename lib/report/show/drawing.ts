import { throwIfInterrupted } from "../../numeric/interruption";
import { type Task, Thread } from "../../numeric/workers";
import { renderPng } from "../figures";
import { type Drawing, drawTask, loadTask } from "../figures/render";

/** So long after a figure its thread stays: what it has loaded takes a second to load, and 100 MB. */
const KEPT_MS = 60_000;

let isStarted = false;
let thread: Thread | undefined;
let last: Promise<unknown> = Promise.resolve();
let timer: NodeJS.Timeout | undefined;

/**
 * Has figures drawn in a thread of their own from now on, which begins to load what draws them.
 *
 * @example
 * startDrawing();
 */
export function startDrawing(): void {
  isStarted = true;
  inThread(loadTask, null).catch(() => {}); // whoever draws is told
}

/**
 * A figure as a PNG; in a thread where one was started, so that this one is free meanwhile, and here where that has
 * ended or cannot be sent the figure.
 *
 * @throws as `renderPng`
 * @example
 * const png = await drawn({ figure, width: 528, height: 396, dpi: 144 });
 */
export async function drawn({ figure, ...options }: Drawing): Promise<Uint8Array> {
  if (!isStarted) return renderPng(figure, options);
  try {
    return await inThread(drawTask, { figure, ...options });
  } catch (error) {
    const isUnsent = (error as Error).name === "DataCloneError";
    if (!isUnsent && !thread?.hasEnded) throw error;
    throwIfInterrupted();
    return renderPng(figure, options);
  }
}

/** Ends the thread, and gives its memory back; the next figure starts another. */
export async function endDrawing(): Promise<void> {
  clearTimeout(timer);
  await last;
  const ended = thread;
  thread = undefined;
  await ended?.close();
}

function inThread<A, R>(task: Task<A, R>, args: A): Promise<R> {
  const result = last.then(() => {
    if (thread === undefined || thread.hasEnded) thread = new Thread(task);
    return thread.call(task, args);
  });
  last = result
    .catch(() => {})
    .then(() => {
      clearTimeout(timer);
      timer = setTimeout(endDrawing, KEPT_MS).unref();
    });
  return result;
}
