import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type NamedArray, writeNpy, writeSafetensors } from "../../../lib/files/outputs";
import { MT19937 } from "../../../lib/numeric/random";
import { zip } from "../../files/build";
import { openCheckpoint } from "../../inference/fixtures";

/** Rows of each dataset. */
export const ROWS = 60;
export const CLASSES = 9;

/** Bytes of a .npy file of any type. */
export function npy(descr: string, shape: readonly number[], data: Uint8Array): Buffer {
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${extents}), }`;
  const text = `${dict}${" ".repeat(64 - ((11 + dict.length) % 64))}\n`;
  const head = Buffer.alloc(10);
  head.write("\x93NUMPY\x01\x00", "latin1");
  head.writeUInt16LE(text.length, 8);
  return Buffer.concat([head, Buffer.from(text, "latin1"), data]);
}

export function save(
  file: string,
  data: Float32Array | Float64Array | Int32Array,
  shape: number[],
) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeNpy(file, { data, shape });
}

export function saveBooleans(file: string, values: Uint8Array, shape: number[]) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, npy("|b1", shape, values));
}

/** Images of noise with ids from `first` on. */
export function writeRows(file: string, first: number): void {
  const rng = new MT19937(first);
  const pixels = Uint8Array.from({ length: ROWS * 3 * 64 }, () => Math.floor(256 * rng.double()));
  const labels = Int32Array.from({ length: ROWS }, () => Math.floor(CLASSES * rng.double()));
  const ids = Int32Array.from({ length: ROWS }, (_, i) => first + i);
  const membership = Int32Array.from({ length: ROWS }, (_, i) => i % 2);
  const bytes = (data: Int32Array) => new Uint8Array(data.buffer);
  writeFileSync(
    file,
    zip([
      { name: "images.npy", data: npy("|u1", [ROWS, 3, 8, 8], pixels) },
      { name: "labels.npy", data: npy("<i4", [ROWS], bytes(labels)) },
      { name: "ids.npy", data: npy("<i4", [ROWS], bytes(ids)) },
      { name: "membership.npy", data: npy("<i4", [ROWS], bytes(membership)) },
    ]),
  );
}

/** The target with other weights in its last layer. */
export function writeOther(file: string, seed: number): void {
  const rng = new MT19937(seed);
  const checkpoint = openCheckpoint("resnet18-7x7");
  const arrays = new Map<string, NamedArray>();
  for (const [name, tensor] of checkpoint.tensors) {
    if (name.endsWith("num_batches_tracked")) continue;
    const data = tensor.toFloat32();
    if (name === "fc.weight")
      for (let k = 0; k < data.length; k++) data[k] *= 1 + 0.2 * (rng.double() - 0.5);
    arrays.set(name, { shape: tensor.shape, data });
  }
  checkpoint.close();
  writeSafetensors(file, arrays);
}
