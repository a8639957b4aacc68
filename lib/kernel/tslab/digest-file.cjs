// Digests that outlive the kernel, one a line, beside what other tools keep of a working copy.
const fs = require("node:fs");
const path = require("node:path");

const FILE = path.join(process.cwd(), "node_modules", ".cache", "mia-notebooks", "checked-types");
/** Some twenty times what the notebooks need: enough for a long time of edits. */
const LARGEST_BYTES = 2 ** 20;

let known;

/** @returns {Set<string>} what this kernel and earlier ones remembered */
exports.knownDigests = () => {
  known ??= new Set(read().split("\n"));
  return known;
};

/** Where nothing can be written (a read-only installation), only this kernel remembers. */
exports.rememberDigests = (digests) => {
  if (digests.length === 0) return;
  for (const one of digests) exports.knownDigests().add(one);
  try {
    fs.mkdirSync(path.dirname(FILE), { recursive: true });
    if (fs.statSync(FILE, { throwIfNoEntry: false })?.size > LARGEST_BYTES) fs.rmSync(FILE);
    fs.appendFileSync(FILE, digests.map((one) => `${one}\n`).join(""));
  } catch {}
};

function read() {
  try {
    return fs.readFileSync(FILE, "utf8");
  } catch {
    return "";
  }
}
