import { constants } from "node:os";
import { warn } from "../files";
import { watchLaunchers } from "./launchers";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Ends this process in order whatever ends it: asked by a signal, left by npm that started it, or
 * broken by an error that nobody caught. `last` is called once, then the process exits. The handlers
 * stay: a terminal and npm both send Ctrl-C, and a signal that nobody handles kills at once.
 *
 * A terminal or pipe that nobody reads any more ends nothing.
 *
 * @param last what is left to do; told why, in a few words
 * @returns to be called when there is nothing left to do, so that another run may begin
 * @example
 * endInOrder((why) => {
 *   save();
 *   warn(why);
 * });
 */
export function endInOrder(last: (why: string) => void): () => void {
  let ending = false;
  let pending = true;
  const end = (why: string, status: number) => {
    if (ending || !pending) return;
    ending = true;
    try {
      last(why);
    } catch (error) {
      warn(withStack(error));
    }
    process.exit(status);
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => end(`stopped by ${signal}`, 128 + constants.signals[signal]));
  }
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => end(`failed: ${withStack(error)}`, 1));
  }
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  watchLaunchers(() => end("stopped: npm that started it has ended", 1));
  return () => {
    pending = false;
  };
}

function withStack(error: unknown): string {
  return (error instanceof Error && error.stack) || String(error);
}
