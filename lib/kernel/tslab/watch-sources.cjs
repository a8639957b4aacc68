// tslab lets TypeScript watch files and folders. When a folder changes in which an import was once
// looked for (a notebook that writes its results is enough), TypeScript sets a second timer where
// tslab knows only one, and every later cell fails with "Unexpected pending rebuildTimer".
// A headless run watches nothing: its sources are those of its start. Elsewhere the repository's
// own sources are looked at before each cell, so that an edited lib file counts in the next: what the
// system tells of comes too late for a cell that is run at once.
//
// What depends on an edited module by its declarations alone is read anew, too.
const ts = require("@tslab/typescript-for-tslab");
const { stampOf } = require("../../fileDigest.cjs");
const { dropDeclarations } = require("./kept-declarations.cjs");

const { Changed, Created, Deleted } = ts.FileWatcherEventKind;
const watchNothing = () => ({ close() {} });
/** File -> {stamp, callbacks} of who watches it. */
const watching = new Map();

ts.sys.watchDirectory = watchNothing;
ts.sys.watchFile = (path, callback) => {
  const isOwnSource = path.endsWith(".ts") && !path.includes("/node_modules/");
  if (!isOwnSource || process.env.MIA_HEADLESS) return watchNothing();
  if (!watching.has(path)) watching.set(path, { stamp: stampOf(path), callbacks: new Set() });
  const { callbacks } = watching.get(path);
  callbacks.add(callback);
  return { close: () => callbacks.delete(callback) };
};

/** Tells TypeScript which sources were edited since it was told last. */
exports.tellEdits = () => {
  for (const [path, watched] of watching) {
    const stamp = stampOf(path);
    if (stamp === watched.stamp) continue;
    const kind = stamp === null ? Deleted : watched.stamp === null ? Created : Changed;
    watched.stamp = stamp;
    for (const one of dropDeclarations(path)) tell(one, Changed);
    tell(path, kind);
  }
};

function tell(path, kind) {
  for (const callback of watching.get(path)?.callbacks ?? []) callback(path, kind);
}
