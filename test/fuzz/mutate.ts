import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Draw } from "./draw";
import { mutateBytes } from "./mutateBytes";
import { mutateCsv, mutateJpeg, mutatePng } from "./mutateFolder";
import { mutateOnnx } from "./mutateOnnx";
import { mutatePickle } from "./mutatePickle";
import { mutateNpy, mutateZip } from "./mutateZip";

/** A real file that mutations start from. */
export interface Seedling {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where the files lie that mutations start from. */
export const fixtures = path.join("test", "fixtures", "files");

/** Networks among what mutations start from: ONNX files of torch's exporter, and state_dicts. */
const networks = [
  "onnx/softmax",
  "onnx/group_norm",
  "onnx/log_softmax",
  "onnx/training_mode",
  "onnx/vgg",
]
  .map((name) => `${name}.onnx`)
  .concat(["families/vgg.pt", "families/preact.pt"]);

/** Files of outputs; behind this name they are files by themselves, not a folder's members. */
const given = path.join(fixtures, "given");
const givenPrefix = "given-";

/** The small files that torch, numpy, safetensors, pandas, joblib and Pillow wrote, by name, and folders' members. */
export function corpus(): Seedling[] {
  const names = readdirSync(fixtures, { recursive: true }).map(String);
  const readers = names
    .filter((name) => !name.startsWith(`given${path.sep}`))
    .filter((name) => /\.(pt|npz|safetensors|pkl|joblib|png|jpg|csv|onnx)$/.test(name))
    .map((name) => name.split(path.sep).join("/"))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(path.join(fixtures, name)) }));
  const graphs = networks.map((name) => {
    return { name: path.basename(name), bytes: readFileSync(path.join(fixtures, "..", name)) };
  });
  const outputs = readdirSync(given)
    .filter((name) => /\.(npy|npz|pt|csv)$/.test(name))
    .sort()
    .map((name) => ({
      name: `${givenPrefix}${name}`,
      bytes: readFileSync(path.join(given, name)),
    }));
  return [...readers, ...graphs, ...outputs];
}

/** Changes a number or a text in the JSON header; the length in front stays right. */
function mutateSafetensors(bytes: Buffer, draw: Draw): Buffer {
  const length = Number(bytes.readBigUInt64LE());
  const header = bytes.toString("utf8", 8, 8 + length);
  const found = draw.of([...header.matchAll(/\d+|"[^"]*"|[[\]{},:]/g)]);
  const at = found.index ?? 0;
  const other = draw.of([
    String(draw.edge()),
    "-1",
    "1e400",
    '"F32"',
    '"__proto__"',
    "null",
    "[",
    "{}",
  ]);
  const text = header.slice(0, at) + other + header.slice(at + found[0].length);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));
  return Buffer.concat([size, Buffer.from(text), bytes.subarray(8 + length)]);
}

/** File `number` of the campaign with this seed: always the same bytes. */
export function mutated(files: readonly Seedling[], seed: number, number: number): Seedling {
  const draw = new Draw(seed, number);
  const { name, bytes } = draw.of(files);
  let result = bytes;
  if (draw.below(4) === 0) result = mutateBytes(bytes, draw);
  else if (name.endsWith(".safetensors")) result = mutateSafetensors(bytes, draw);
  else if (name.endsWith(".npy")) result = mutateNpy(bytes, draw);
  else if (name.endsWith(".onnx")) result = mutateOnnx(bytes, draw);
  else if (name.endsWith(".csv")) result = mutateCsv(bytes, draw);
  else if (name.endsWith(".png")) result = mutatePng(bytes, draw);
  else if (name.endsWith(".jpg")) result = mutateJpeg(bytes, draw);
  else if (bytes.toString("latin1", 0, 2) === "PK") result = mutateZip(bytes, draw);
  else result = mutatePickle(bytes, draw);
  return { name, bytes: result };
}
