/** What is told of a run, a line of JSON each: the cell that starts, and at the end how it went. */
export type Told =
  | { readonly started: number }
  | { readonly ended: null }
  | { readonly failed: string };

const longest = 2000;

/**
 * A failure, cut to what a finding can hold.
 *
 * @example
 * failedWith("Error: no"); // { failed: "Error: no" }
 */
export function failedWith(why: string): Told {
  return { failed: why.slice(0, longest) };
}

/**
 * What the output of a confined run tells. It is the notebook's own word: lines of any other form
 * are passed over.
 *
 * @returns the last cell that started, from 1 (0 for none), and how it went; null if it does not say
 * @example
 * toldIn('{"started":1}\n{"ended":null}\n'); // { place: 1, last: { ended: null } }
 */
export function toldIn(output: string): {
  place: number;
  last: Exclude<Told, { started: number }> | null;
} {
  let place = 0;
  let last: Exclude<Told, { started: number }> | null = null;
  for (const line of output.split("\n")) {
    const value = parsed(line);
    if (Number.isSafeInteger(value.started) && Number(value.started) > 0) {
      place = Number(value.started);
    } else if (value.ended === null) last = { ended: null };
    else if (typeof value.failed === "string") last = { failed: value.failed.slice(0, longest) };
  }
  return { place, last };
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
