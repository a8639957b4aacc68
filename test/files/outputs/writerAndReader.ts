/**
 * A process that writes and reads one file of a folder many times, beside another that does the same,
 * and prints how many reads were not of one whole writing and how many calls failed:
 * `writerAndReader.ts FOLDER ROUNDS LETTER`.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "../../../lib/files/outputs";

const [folder, rounds, letter] = process.argv.slice(2);
const file = path.join(folder, "shared.txt");
const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");

function write(round: number): void {
  // Of changing length, so that one writing laid over another shows.
  const text = `${letter}${round} `.repeat(200 + ((round * 37) % 1800));
  writeAtomically(file, [digestOf(text), text]);
}

function isWhole(content: string): boolean {
  return digestOf(content.slice(64)) === content.slice(0, 64);
}

const counts = { reads: 0, torn: 0, failed: 0 };
for (let round = 0; round < Number(rounds); round++) {
  try {
    write(round);
    for (let i = 0; i < 2; i++) {
      counts.reads++;
      if (!isWhole(readFileSync(file, "utf8"))) counts.torn++;
    }
  } catch {
    counts.failed++;
  }
}
console.log(JSON.stringify(counts));
