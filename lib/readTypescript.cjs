// Left alone, tsx keeps what it has compiled in the system's temporary folder, under a name that
// anybody can guess and make first, and runs what it finds there the next time; it also tells a
// socket there what it loads. Here it sees a folder that only this user can write, beside what other
// tools keep of a working copy, or, where there is none (a read-only installation), keeps nothing.
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const user = process.geteuid?.() ?? os.userInfo().username;
const CACHE = path.join(__dirname, "..", "node_modules", ".cache", "mia-notebooks", `user-${user}`);
/** Below a file nothing can be found or made. */
const NOWHERE = path.join(__filename, "nowhere");

/** Makes the folder where it is missing; one that others own or may enter is not taken. */
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

const kept = isPrivate(CACHE);
if (!kept) process.env.TSX_DISABLE_CACHE = "1";
const { tmpdir } = os;
os.tmpdir = () => (kept ? CACHE : NOWHERE);
try {
  require("tsx/cjs");
} finally {
  os.tmpdir = tmpdir;
}
