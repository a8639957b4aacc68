// Left alone, tsx keeps what it has compiled in the system's temporary folder, under a name that
// anybody can guess and make first, and runs what it finds there the next time; it also tells a
// socket there what it loads. Here it sees a folder of this user's own or, where there is none,
// keeps nothing.
const os = require("node:os");
const path = require("node:path");
const { privateCache } = require("./privateCache.cjs");

/** Below a file nothing can be found or made. */
const NOWHERE = path.join(__filename, "nowhere");

const kept = privateCache();
if (!kept) process.env.TSX_DISABLE_CACHE = "1";
const { tmpdir } = os;
os.tmpdir = () => kept ?? NOWHERE;
try {
  require("tsx/cjs");
} finally {
  os.tmpdir = tmpdir;
}
