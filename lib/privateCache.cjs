// The folder for what is kept between runs: one that only this user can write, beside what other tools
// keep of a working copy. What lies there is run and believed the next time.
const { randomBytes } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const user = process.geteuid?.() ?? os.userInfo().username;
const CACHE = path.join(__dirname, "..", "node_modules", ".cache", "mia-notebooks", `user-${user}`);

let found;

/**
 * Makes the folder where it is missing; one that others own or may enter is not taken.
 *
 * @returns {string | null} null where there is none (a read-only installation): nothing is kept then
 */
exports.privateCache = () => {
  found ??= { folder: isPrivate(CACHE) ? CACHE : null };
  return found.folder;
};

/**
 * Writes a file of that folder whole or not at all; where it cannot be written it is not there. Its name
 * until then is no other process's, also where two containers share the folder, and count alike.
 *
 * @param {string} file
 * @param {string} text
 */
exports.keepWhole = (file, text) => {
  const aside = `${file}.${process.pid}-${randomBytes(6).toString("hex")}`;
  try {
    fs.writeFileSync(aside, text, { mode: 0o600, flag: "wx" });
    fs.renameSync(aside, file);
  } catch {
    try {
      fs.rmSync(aside, { force: true });
    } catch {} // its folder is none, or out of reach
  }
};

function isPrivate(folder) {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.W_OK);
    const found = fs.lstatSync(folder);
    if (!found.isDirectory()) return false;
    return process.platform === "win32" || (found.uid === user && (found.mode & 0o077) === 0);
  } catch {
    return false;
  }
}
