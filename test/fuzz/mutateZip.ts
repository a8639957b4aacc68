import { inflateRawSync } from "node:zlib";
import { type Entry, zip } from "../files/build";
import type { Draw } from "./draw";
import { mutateBytes } from "./mutateBytes";
import { mutatePickle } from "./mutatePickle";

/** The entries of a sound zip file. */
export function entriesOf(bytes: Buffer): Entry[] {
  const entries: Entry[] = [];
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o));
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const header = bytes.readUInt32LE(at + 42);
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const deflate = bytes.readUInt16LE(at + 10) === 8;
    entries.push({ name, data: deflate ? inflateRawSync(packed) : Buffer.from(packed), deflate });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** numpy's header with another shape, type or order, of the same length. */
export function mutateNpy(bytes: Buffer, draw: Draw): Buffer {
  const copy = Buffer.from(bytes);
  const text = copy.toString("latin1", 10, Math.min(copy.length, 128));
  const found = draw.of([...text.matchAll(/\d|True|False|[<>|]|[a-z]/g)]);
  if (found === undefined) return copy;
  const other = draw.of(["0", "9", "1", "8", "<", ">", "|", "f", "u", "U"]);
  copy.write(other, 10 + (found.index ?? 0), "latin1");
  return copy;
}

function told(draw: Draw): NonNullable<Entry["told"]> {
  const field = draw.of(["crc", "size", "packed", "flags", "method", "offset"] as const);
  const value = draw.edge();
  return { [field]: field === "flags" || field === "method" ? value & 0xffff : value };
}

/** Changes what an entry holds, with its CRC repaired, or what the zip file says of it. */
export function mutateZip(bytes: Buffer, draw: Draw): Buffer {
  const entries = entriesOf(bytes);
  const at = draw.below(entries.length);
  const change = (i: number, entry: Partial<Entry>) => {
    entries[i] = { ...entries[i], ...entry };
  };
  const kind = draw.below(12);
  if (kind === 0) change(at, { told: told(draw) });
  else if (kind === 1) change(at, { name: draw.of(["../x", "/x", "a/data.pkl", "", "x.npy"]) });
  else if (kind === 2) entries.splice(at, 1);
  else if (kind === 3) entries.push(entries[at]);
  else if (kind === 4) change(at, { deflate: !entries[at].deflate });
  else if (kind < 7 && entries[at].data.length > 0) {
    change(at, { data: mutateBytes(Buffer.from(entries[at].data), draw) });
  } else {
    const inner = entries.findIndex(({ name }) => /\.pkl$/.test(name));
    const i = inner < 0 ? at : inner;
    const data = Buffer.from(entries[i].data);
    change(i, { data: inner < 0 ? mutateNpy(data, draw) : mutatePickle(data, draw) });
  }
  return zip(entries);
}
