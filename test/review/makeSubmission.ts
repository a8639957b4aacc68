import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { MT19937 } from "../../lib/numeric/random";

/** A folder for a test file's inputs, gone when its tests are done. */
export function scratchFolder(): { folder: string; write: (name: string, text: string) => string } {
  const folder = mkdtempSync(path.join(tmpdir(), "review-"));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  return { folder, write };
}

/** Rows whose members score higher by `shift` on average; the same seed gives the same rows. */
export function makeRows({ n = 400, shift = 0.15, seed = 1 } = {}) {
  const rng = new MT19937(seed);
  const ids = Array.from({ length: n }, (_, i) => String(1000 + 7 * i));
  const membership = Uint8Array.from(ids, (_, i) => i % 2);
  const scores = Float64Array.from(membership, (m) => 0.4 * rng.double() + 0.3 + shift * m);
  return { ids, membership, scores };
}

/** A submission's text. */
export function submissionText(ids: readonly string[], scores: ArrayLike<number>): string {
  return `ids,score\n${ids.map((id, i) => `${id},${scores[i]}\n`).join("")}`;
}

/** The text of a file of answers, with two classes. */
export function answersText(ids: readonly string[], membership: ArrayLike<number>): string {
  const rows = ids.map((id, i) => `${id},${membership[i]},${i % 4 < 2 ? "cat" : "dog"}\n`);
  return `ids,membership,label\n${rows.join("")}`;
}
