import type { Fail } from "../../formats/pickle/values";
import type { Pixels } from "../pixels";
import { type ColourSpace, coloursOf } from "./colours";
import { type Frame, readFrame } from "./frame";
import { planeOf } from "./plane";
import { Progress } from "./progress";
import { readScan } from "./scan";
import { Tables } from "./tables";
import { upsampled } from "./upsample";

const SOF0 = 0xc0;
const SOF1 = 0xc1;
const SOF2 = 0xc2;
const DHT = 0xc4;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DRI = 0xdd;
const APP0 = 0xe0;
const APP14 = 0xee;
const COM = 0xfe;

/** What the segments in front of a scan say of the colours. */
interface Told {
  jfif: boolean;
  /** Adobe's number of the colours' transform, or null. */
  adobe: number | null;
}

/**
 * Decodes a JPEG file (ITU-T T.81; sequential or progressive, 8 bits, Huffman codes) to the bytes
 * of Pillow's `Image.open(file).convert("RGB")` with libjpeg-turbo: orientation and profiles change
 * nothing. Unlike them it refuses whatever libjpeg only warns of: data that end early or are left
 * over, codes that are none, scans that are missing or repeated.
 *
 * @throws InputError through `fail` if anything up to the end of the picture (EOI) is not as it
 *   should be
 * @example
 * decodeJpeg(readFileSync("0.jpg"), fail).rgb; // 3 * 32 * 32 bytes
 */
export function decodeJpeg(bytes: Buffer, fail: Fail): Pixels {
  const tables = new Tables(fail);
  const told: Told = { jfif: false, adobe: null };
  let frame: Frame | undefined;
  let progress: Progress | undefined;
  for (let at = 2; ; ) {
    const { marker, data, end } = segmentAt(bytes, at, fail);
    at = end;
    if (marker === EOI) break;
    if (marker === SOF0 || marker === SOF1 || marker === SOF2) {
      if (frame !== undefined) return fail("with two frames", "one");
      frame = readFrame(data, marker === SOF2, fail);
      progress = new Progress(frame, fail);
    } else if (marker === DHT) tables.readCodes(data);
    else if (marker === DQT) tables.readSteps(data);
    else if (marker === DRI) tables.readInterval(data);
    else if (marker === SOS) {
      if (!frame || !progress) return fail("with a scan in front of its frame", "one behind it");
      at = readScan(data, frame, tables, progress, bytes, at, fail);
    } else if (marker >= APP0 || marker === COM) listen(told, marker, data);
    else return fail(`with marker ${marker.toString(16)}`, "a picture in Huffman codes");
  }
  if (!frame || !progress) return fail("without a frame", "a picture");
  progress.check();
  const { width, height, components, across, down } = frame;
  const planes = components.map((component) => {
    const plane = planeOf(component, tables.stepsOf(component));
    return upsampled(plane, across / component.across, down / component.down);
  });
  return { width, height, rgb: coloursOf(planes, spaceOf(frame, told), width, height) };
}

interface Segment {
  readonly marker: number;
  /** What follows the length; nothing for EOI. */
  readonly data: Buffer;
  readonly end: number;
}

function segmentAt(bytes: Buffer, start: number, fail: Fail): Segment {
  let at = start;
  if (bytes[at] !== undefined && bytes[at] !== 0xff) {
    return fail(`with ${bytes[at].toString(16)} at byte ${at}`, "a marker");
  }
  while (bytes[at] === 0xff) at++;
  const marker = bytes[at];
  if (marker === EOI) return { marker, data: bytes.subarray(at, at), end: at + 1 };
  if (at + 2 >= bytes.length) return fail(`that ends at byte ${bytes.length}`, "an end of picture");
  const end = at + 1 + bytes.readUInt16BE(at + 1);
  if (end < at + 3 || end > bytes.length) {
    return fail(`that ends within segment ${marker.toString(16)}`, `${end} bytes`);
  }
  return { marker, data: bytes.subarray(at + 3, end), end };
}

function listen(told: Told, marker: number, data: Buffer): void {
  if (marker === APP0 && data.length >= 14 && data.toString("latin1", 0, 5) === "JFIF\0") {
    told.jfif = true;
  }
  if (marker === APP14 && data.length >= 12 && data.toString("latin1", 0, 5) === "Adobe") {
    told.adobe = data[11];
  }
}

/** As libjpeg guesses it: components that nothing is said about are YCbCr, unless named R, G, B. */
function spaceOf({ components }: Frame, { jfif, adobe }: Told): ColourSpace {
  if (components.length === 1) return "grey";
  if (components.length === 4) return adobe === null || adobe === 0 ? "cmyk" : "ycck";
  if (jfif) return "ycc";
  if (adobe !== null) return adobe === 0 ? "rgb" : "ycc";
  const named = components.map(({ id }) => String.fromCharCode(id)).join("");
  return named === "RGB" ? "rgb" : "ycc";
}
