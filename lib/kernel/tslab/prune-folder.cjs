// A folder of what was kept stays small: what was used last stays.
const fs = require("node:fs");
const path = require("node:path");

/**
 * @param {string} folder whose files can all be made anew
 * @param {{files: number, bytes: number}} most that stays
 */
exports.pruneFolder = (folder, most) => {
  try {
    const found = fs.readdirSync(folder).map((name) => {
      const file = path.join(folder, name);
      const { size, mtimeMs: used } = fs.statSync(file);
      return { file, size, used };
    });
    let bytes = 0;
    for (const [i, { file, size }] of found.sort((a, b) => b.used - a.used).entries()) {
      bytes += size;
      if (i >= most.files || bytes > most.bytes) fs.rmSync(file, { force: true });
    }
  } catch {} // another kernel prunes, too
};
