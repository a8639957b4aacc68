// Digests that outlive the kernel, one a line.
const fs = require("node:fs");
const path = require("node:path");
const { privateCache } = require("../../privateCache.cjs");

/** Where nothing can be written only this kernel remembers. */
const FILE = privateCache() && path.join(privateCache(), "checked-types");
/** Some twenty times what the notebooks need: enough for a long time of edits. */
const LARGEST_BYTES = 2 ** 20;

let known;

/** @returns {Set<string>} what this kernel and earlier ones remembered */
exports.knownDigests = () => {
  known ??= new Set(read().split("\n"));
  return known;
};

exports.rememberDigests = (digests) => {
  if (digests.length === 0) return;
  for (const one of digests) exports.knownDigests().add(one);
  if (!FILE) return;
  try {
    if (fs.statSync(FILE, { throwIfNoEntry: false })?.size > LARGEST_BYTES) fs.rmSync(FILE);
    fs.appendFileSync(FILE, digests.map((one) => `${one}\n`).join(""), { mode: 0o600 });
  } catch {}
};

function read() {
  try {
    return FILE ? fs.readFileSync(FILE, "utf8") : "";
  } catch {
    return "";
  }
}
