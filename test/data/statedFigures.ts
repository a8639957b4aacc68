import { readFileSync } from "node:fs";

/** What data/README.md says of its files and of the leak. */
export interface StatedFigures {
  readonly files: ReadonlyMap<string, { readonly bytes: number; readonly hash: string }>;
  /** The figure of each table row and column, such as figures("member accuracy", "public"). */
  figure(quantity: string, part: "public" | "private" | "both"): Estimate;
}

/** A figure and, for an AUC, its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
}

const PARTS = ["public", "private", "both"];

/** Reads the two tables of data/README.md. */
export function readStatedFigures(readme: string): StatedFigures {
  const rows = readFileSync(readme, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const files = rows
    .filter(([, , , hash]) => /^`[0-9a-f]{64}`$/.test(hash ?? ""))
    .map(
      ([, name, bytes, hash]) => [name, { bytes: Number(bytes), hash: hash.slice(1, -1) }] as const,
    );
  return {
    files: new Map(files),
    figure(quantity, part) {
      const row = rows.find(([, title]) => title === quantity);
      if (row === undefined) throw new Error(`${readme}: found no row "${quantity}"`);
      const [value, low, high] = (row[2 + PARTS.indexOf(part)].match(/[\d.]+/g) ?? []).map(Number);
      return { value, interval: low === undefined ? null : [low, high] };
    },
  };
}
