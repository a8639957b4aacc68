import { existsSync } from "node:fs";
import path from "node:path";
import { sha256 } from "../files/outputs";

/**
 * SHA-256 of the logits that a notebook's outputs rest on: its own run's, else those of the attack's
 * run, which the other notebooks read. Processors round logits otherwise in their last bits, and
 * forests and networks trained on them move by more than that: outputs of two runs are the same
 * where this is.
 *
 * @param out the folder of all runs, each in one of its notebook's name
 * @returns null where there is no such run
 * @example
 * roundingOf("out", "A1_12_Ensemble"); // "9f86d081884c7d65..."
 */
export function roundingOf(out: string, name: string): string | null {
  const files = [name, "A1_12_Ensemble"].map((run) => path.join(out, run, "logits_public.npy"));
  const file = files.find((file) => existsSync(file));
  return file === undefined ? null : sha256(file);
}
