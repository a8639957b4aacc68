// tslab lets TypeScript watch files and folders. When a folder changes in which an import was once
// looked for (a notebook that writes its results is enough), TypeScript sets a second timer where
// tslab knows only one, and every later cell fails with "Unexpected pending rebuildTimer".
// A headless run watches nothing: its sources are those of its start. Elsewhere the repository's
// own sources are watched, so that an edited lib file counts in the next cell.
//
// What depends on an edited module by its declarations alone is read anew, too.
const ts = require("@tslab/typescript-for-tslab");
const { dropDeclarations } = require("./kept-declarations.cjs");

const { watchFile } = ts.sys;
const watchNothing = () => ({ close() {} });
/** File -> who watches it. */
const watching = new Map();

ts.sys.watchDirectory = watchNothing;
ts.sys.watchFile = (path, callback, ...rest) => {
  const isOwnSource = path.endsWith(".ts") && !path.includes("/node_modules/");
  if (!isOwnSource || process.env.MIA_HEADLESS) return watchNothing();
  if (!watching.has(path)) watching.set(path, new Set());
  watching.get(path).add(callback);
  const changed = (...event) => {
    for (const one of dropDeclarations(path)) readAnew(one);
    callback(...event);
  };
  const watcher = watchFile(path, changed, ...rest);
  return {
    close() {
      watching.get(path).delete(callback);
      watcher.close();
    },
  };
};

function readAnew(path) {
  for (const callback of watching.get(path) ?? []) callback(path, ts.FileWatcherEventKind.Changed);
}
