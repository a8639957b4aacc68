// What stands in a file, as a digest. A process reads a file once, and again only where the system says that
// it was written since: sources are looked at by whoever keeps something of them.
const { createHash } = require("node:crypto");
const fs = require("node:fs");

/** File -> {stamp, digest} as it was read last. */
const known = new Map();

/** @returns {string | null} what is another whenever a file was written; null where none can be looked at */
exports.stampOf = (file) => {
  try {
    const { ino, size, mtimeMs, ctimeMs } = fs.statSync(file);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch {
    return null; // also below what is no folder (ENOTDIR)
  }
};

/** @returns {string} digest of a text or of bytes */
exports.digestOf = (content) => createHash("sha256").update(content).digest("base64url");

/** @returns {string | null} digest of a file's bytes; null where it cannot be read */
exports.digestOfFile = (file) => {
  const stamp = exports.stampOf(file);
  if (known.get(file)?.stamp !== stamp) known.set(file, { stamp, digest: read(file) });
  return known.get(file)?.digest ?? null;
};

function read(file) {
  try {
    return exports.digestOf(fs.readFileSync(file));
  } catch {
    return null;
  }
}
