import { printable } from "./text";

/** What a file is that holds neither weights nor data, and what would. */
export interface Foreign {
  readonly found: string;
  readonly expected: string;
}

const WANTED = "a file that torch.save, numpy.savez or safetensors wrote";
const AGAIN = `${WANTED}: the download brought something else, look at it and fetch the file again`;
const UNPACK = `${WANTED}: unpack it first`;
const QUOTED = 60;

/** First bytes (as latin1) of what people hand in by mistake, its name and the mend. */
const kinds: readonly (readonly [start: string, found: string, expected: string])[] = [
  ["\x1f\x8b", "a gzip archive", UNPACK],
  ["BZh", "a bzip2 archive", UNPACK],
  ["\xfd7zXZ\0", "an xz archive", UNPACK],
  ["\x28\xb5\x2f\xfd", "a zstd archive", UNPACK],
  ["\x04\x22\x4d\x18", "an lz4 archive", UNPACK],
  ["7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK],
  ["Rar!\x1a\x07", "a RAR archive", UNPACK],
  ["x\x01", "zlib data (joblib with compression?)", "joblib.dump without compress, or torch.save"],
  ["x\x5e", "zlib data (joblib with compression?)", "joblib.dump without compress, or torch.save"],
  ["x\x9c", "zlib data (joblib with compression?)", "joblib.dump without compress, or torch.save"],
  ["x\xda", "zlib data (joblib with compression?)", "joblib.dump without compress, or torch.save"],
  ["\x89HDF\r\n\x1a\n", "an HDF5 file (Keras?)", `${WANTED}, or numpy.savez of its arrays`],
  [
    "\x93NUMPY",
    "one numpy array",
    "all parts in one file: numpy.savez(path, images=..., labels=...)",
  ],
  ["GGUF", "a GGUF file, whose weights are quantised", "float weights as torch.save writes them"],
  ["PAR1", "a Parquet file", "its columns, with numpy.savez or torch.save"],
  ["ARROW1", "an Arrow file", "its columns, with numpy.savez or torch.save"],
  ["\x89PNG", "a picture", "a folder of pictures with a CSV file, or a dataset"],
  ["\xff\xd8\xff", "a picture", "a folder of pictures with a CSV file, or a dataset"],
  ["GIF89a", "a file that starts with the bytes 474946383961 (a GIF picture)", WANTED],
  ["%PDF", "a PDF document", WANTED],
  ["SQLite format 3\0", "an SQLite database", WANTED],
  ["MATLAB 5.0", "a MATLAB file", "its arrays, with numpy.savez"],
  ["Salted__", "a file encrypted by openssl", "the decrypted file"],
  ["age-encryption.org/", "a file encrypted by age", "the decrypted file"],
  ["-----BEGIN PGP", "a file encrypted by PGP", "the decrypted file"],
  ["\x85\x01", "a file encrypted by PGP (as its start looks)", "the decrypted file"],
  ["\x8c\x0d\x04", "a file encrypted by GPG", "the decrypted file"],
  ["\x7fELF", "a program", WANTED],
  ["\0\x05\x16\x07", "a macOS resource file (._NAME)", "NAME itself, without ._ in front"],
];

/** Pickles of protocols 0 and 1 have no header: they begin with a mark, a text or a global. */
const OLD_PICKLE = /^(\(dp|\(lp|\(ip?|\(dq|\(lq|\]q|\}q|ccopy_reg\n|cnumpy|c__main__\n|ctorch)/;

/**
 * Says what a file is that none of the readers knows, from its first bytes and its size.
 *
 * @param start the first 64 KiB, or all of a shorter file
 * @example
 * foreignFile(Buffer.from("<!DOCTYPE html>"), 15).found; // "a web page (<!DOCTYPE html>)"
 */
export function foreignFile(start: Buffer, size: number): Foreign {
  const latin = start.toString("latin1");
  const kind = kinds.find(([first]) => latin.startsWith(first));
  if (kind !== undefined) return { found: kind[1], expected: kind[2] };
  if (latin.startsWith("ustar", 257)) return { found: "a tar archive", expected: UNPACK };
  if (OLD_PICKLE.test(latin)) {
    const found = "a pickle of protocol 0 or 1";
    return { found, expected: "protocol 2 to 5: torch.save, or pickle.dump(..., protocol=4)" };
  }
  if (start.every((byte) => byte === 0)) {
    const found = `${size} bytes, ${start.length === size ? "all" : `the first ${start.length}`} zero`;
    return { found, expected: `${WANTED} (was the copying cut short?)` };
  }
  return text(start, size) ?? unknown(start);
}

function unknown(start: Buffer): Foreign {
  const bytes = start.toString("hex", 0, 8);
  return { found: `a file that starts with the bytes ${bytes}`, expected: WANTED };
}

/** What a file of plain text is; undefined where it is none. */
function text(start: Buffer, size: number): Foreign | undefined {
  const decoded = start.toString("utf8").replace(/^\ufeff/, "");
  // A sign may be cut where the first bytes end.
  const body = decoded.slice(0, -3);
  if (body.includes("\ufffd") || start.some(isControl)) return undefined;
  const shown = decoded.trimStart();
  const quoted = printable(shown.slice(0, QUOTED).trimEnd());
  const lower = shown.slice(0, 1000).toLowerCase();
  if (shown.startsWith("version https://git-lfs")) return pointer(shown);
  if (lower.startsWith("<!doctype html") || lower.startsWith("<html") || lower.includes("<head")) {
    const expected = `${WANTED}: the download brought a page (a login, or a link to look at and not to fetch)`;
    return { found: `a web page (${titleOf(shown) ?? quoted})`, expected };
  }
  if (shown.startsWith("<")) return { found: `an XML text (${quoted})`, expected: AGAIN };
  if (/^[[{]/.test(shown)) return { found: `a JSON text (${quoted})`, expected: AGAIN };
  if (shown === "") return { found: "a file of blanks", expected: AGAIN };
  return { found: `a text of ${size} bytes (${quoted})`, expected: AGAIN };
}

/** Bytes that no text holds. */
function isControl(byte: number): boolean {
  return byte < 9 || (byte > 13 && byte < 27);
}

function pointer(shown: string): Foreign {
  const size = /\nsize (\d{1,15})/.exec(shown.slice(0, 1000))?.[1];
  const of = size === undefined ? "a file" : `a file of ${size} bytes`;
  const expected = `the file itself: run "git lfs pull" where it was cloned`;
  return { found: `a Git LFS pointer, which stands for ${of}`, expected };
}

function titleOf(page: string): string | undefined {
  const lower = page.toLowerCase();
  const start = lower.indexOf("<title>");
  const end = lower.indexOf("</title>", start);
  if (start < 0 || end < 0) return undefined;
  return printable(page.slice(start + "<title>".length, end).trim());
}
