import { crc32 } from "node:zlib";
import type { Draw } from "./draw";
import { mutateBytes } from "./mutateBytes";

const SIGNATURE = 8;
const START_OF_SCAN = 0xda;

/** Changes what a chunk of a PNG file holds, with its CRC repaired. */
export function mutatePng(bytes: Buffer, draw: Draw): Buffer {
  const starts: number[] = [];
  for (let at = SIGNATURE; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    starts.push(at);
  }
  const at = draw.of(starts);
  const end = at + 8 + bytes.readUInt32BE(at);
  const data = mutateBytes(Buffer.concat([bytes.subarray(at + 8, end), Buffer.of(0)]), draw);
  if (at === SIGNATURE && data.length >= 4 && draw.below(2) === 0)
    data.writeUInt32BE(draw.edge(), 0);
  const named = Buffer.concat([bytes.subarray(at + 4, at + 8), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([bytes.subarray(0, at), length, named, sum, bytes.subarray(end + 4)]);
}

/** Changes what a segment of a JPEG file holds in front of its pixels, with its length put right. */
export function mutateJpeg(bytes: Buffer, draw: Draw): Buffer {
  const starts: number[] = [];
  for (let at = 2; at + 4 <= bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    starts.push(at);
    if (bytes[at + 1] === START_OF_SCAN) break;
  }
  const at = draw.of(starts);
  const end = at + 2 + bytes.readUInt16BE(at + 2);
  const data = mutateBytes(bytes.subarray(at + 4, end), draw);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(2 + data.length);
  return Buffer.concat([bytes.subarray(0, at + 2), length, data, bytes.subarray(end)]);
}

/** Changes a field or a separator of a CSV file. */
export function mutateCsv(bytes: Buffer, draw: Draw): Buffer {
  const text = bytes.toString();
  const found = draw.of([...text.matchAll(/[^,\n]+|[,\n]/g)]);
  const other = draw.of([
    String(draw.edge()),
    "",
    "-1",
    "0.5",
    "1e400",
    "nan",
    "1e39",
    "logit_0",
    "Logit 0",
    "member",
    '"',
    '"a""b"',
    ",",
    "\n",
    "id",
    "../labels.csv",
    "pictures/1.png",
    "pictures",
  ]);
  const at = found.index ?? 0;
  return Buffer.from(text.slice(0, at) + other + text.slice(at + found[0].length));
}
