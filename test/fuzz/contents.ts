/**
 * Prints what our readers find in every file of a folder, a line of JSON each: hashes of the float32
 * values of tensors and images, and the labels. compareWithTorch.py reads it.
 *
 *     node lib/run.cjs test/fuzz/contents.ts KEPT
 */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { InputError, readCheckpoint, readDataset } from "../../lib/files";
import { fieldsOf } from "../../lib/files/fields";
import { imageTensors } from "../../lib/files/images/imageTensors";
import { openFile } from "../../lib/files/openFile";

function hashOf(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return createHash("sha256").update(bytes).digest("hex").slice(0, 24);
}

function weights(file: string): string[] {
  const checkpoint = readCheckpoint(file);
  const hashes = [...checkpoint.tensors.values()].map((tensor) => hashOf(tensor.toFloat32()));
  checkpoint.close();
  return hashes;
}

function dataset(file: string): { images: string[]; labels: number[] } {
  const { labels, close } = readDataset(file);
  close();
  const open = openFile(file);
  const tensors = imageTensors(fieldsOf(open.value, open.fail).images, open.fail);
  const images = Array.from({ length: tensors.length }, (_, i) =>
    hashOf(tensors.at(i).toFloat32()),
  );
  open.close();
  return { images, labels: [...labels] };
}

function ifRead<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

for (const name of readdirSync(process.argv[2])) {
  const file = path.join(process.argv[2], name);
  const found = {
    name,
    weights: ifRead(() => weights(file)),
    dataset: ifRead(() => dataset(file)),
  };
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
