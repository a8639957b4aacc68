import { tell } from "../../files";

/** What is shown: MIME type -> text, or base64 for pictures. */
export type MimeBundle = Readonly<Record<string, string>>;

/** One output of a cell, or a new state of an earlier one. */
export interface Display {
  readonly data: MimeBundle;
  readonly metadata?: object;
  /** Names a display that will be updated. */
  readonly id?: string;
  /** Whether to replace the display of that id. */
  readonly update?: boolean;
}

/** Where lib/kernel leaves the function that publishes a cell's displays. */
const PUBLISH = Symbol.for("mia-notebooks.publish");

/** The kernel's function to publish a display, or null outside of a notebook. */
export function publisher(): ((display: Display) => void) | null {
  return (globalThis as { [PUBLISH]?: (display: Display) => void })[PUBLISH] ?? null;
}

/**
 * Shows an output below the cell; outside of a notebook its text/plain is printed.
 *
 * @example
 * publish({ data: { "text/html": "<b>7</b>", "text/plain": "7" } });
 */
export function publish(display: Display): void {
  const show = publisher();
  if (show) show(display);
  else tell(display.data["text/plain"]);
}

/** Whether a notebook runs without anybody looking at its page (`npm run notebook`). */
export function isHeadless(): boolean {
  return process.env.MIA_HEADLESS === "1";
}
