import path from "node:path";
import { printable } from "../files";
import type { RunFolder } from "./runFolder";

/** Names that a line tells. */
const MOST = 12;

/**
 * What a run that did not end whole has left, and how to go on, a line each.
 *
 * @param place its folder, as the person who started it may type it
 * @example
 * unfinishedLines(run, "out/Best_Attack");
 * // ["unfinished: out/Best_Attack holds Best_Attack.ipynb, Best_Attack.html", ...]
 */
export function unfinishedLines(run: RunFolder, place: string): string[] {
  const [left, stored, earlier] = [run.left(), run.stored(), run.earlier()];
  const reads = stored.length > 0 ? " and reads what is stored" : "";
  return [
    `unfinished: ${place} holds ${named(left)}`,
    ...(stored.length > 0 ? [`stored there for the next run: ${named(stored)}`] : []),
    ...(earlier.length > 0
      ? [`the earlier run's ${counted(earlier)} in ${path.join(place, "previous")}`]
      : []),
    `to go on, the same command again: it begins at the top${reads}`,
  ];
}

/**
 * What a run that ended whole has not written again of what an earlier one left; no line where there
 * is none.
 */
export function leftoverLines(run: RunFolder, place: string): string[] {
  const earlier = run.earlier();
  if (earlier.length === 0) return [];
  const where = path.join(place, "previous");
  return [`left by an earlier run and not by this one, in ${where}: ${named(earlier)}`];
}

function named(names: readonly string[]): string {
  const told = names.slice(0, MOST).map(printable);
  const more = names.length - told.length;
  return told.length === 0 ? "nothing" : `${told.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function counted({ length }: readonly string[]): string {
  return length === 1 ? "1 file is" : `${length} files are`;
}
