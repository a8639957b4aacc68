import { InputError } from "../../../files";
import { availableMemory } from "../availableMemory";
import { MOST_NUMBERS } from "../requireHeld";
import type { ImportedOutputs } from "./imported";

/** Bytes that a model's number takes beside each row: the mask, as written, and phi. */
const BESIDE = 1 + 4 + 8;

/**
 * What is imported becomes one array a dataset and view, and all are held until the last is checked: refused before any
 * model is read where it would not fit.
 *
 * @param rows of each dataset, by name
 * @param available bytes; what this process may still take unless given
 * @throws InputError naming what is too large
 */
export function requireRoom(
  {
    path: file,
    models,
    classes,
    views,
  }: Pick<ImportedOutputs, "path" | "models" | "classes" | "views">,
  rows: Readonly<Record<string, { readonly length: number }>>,
  available = availableMemory(),
): void {
  let bytes = 0;
  for (const [set, { length }] of Object.entries(rows)) {
    const cells = models.length * length;
    const numbers = cells * (classes ?? 1);
    bytes += numbers * views.length * (classes === null ? 8 : 4) + cells * BESIDE;
    if (numbers <= MOST_NUMBERS) continue;
    const what = `${models.length} models x ${length} ${set} rows x ${classes ?? 1} numbers`;
    const fewer = Math.floor(MOST_NUMBERS / (length * (classes ?? 1)));
    throw new InputError(file, what, `${MOST_NUMBERS} numbers at most, of ${fewer} models`);
  }
  if (bytes <= available) return;
  const [needed, free] = [bytes, available].map((value) => Math.ceil(value / 2 ** 20));
  throw new InputError(
    file,
    `${models.length} models whose outputs take ${needed} MiB`,
    `${free} MiB at most, which are free here, of fewer models`,
  );
}
