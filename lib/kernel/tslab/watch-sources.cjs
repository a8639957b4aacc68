// tslab lets TypeScript watch files and folders. When a folder changes in which an import was once
// looked for (a notebook that writes its results is enough), TypeScript sets a second timer where
// tslab knows only one, and every later cell fails with "Unexpected pending rebuildTimer".
// A headless run watches nothing: its sources are those of its start. Elsewhere the repository's
// own sources are watched, so that an edited lib file counts in the next cell.
const ts = require("@tslab/typescript-for-tslab");

const { watchFile } = ts.sys;
const watchNothing = () => ({ close() {} });

ts.sys.watchDirectory = watchNothing;
ts.sys.watchFile = (path, ...rest) => {
  const isOwnSource = path.endsWith(".ts") && !path.includes("/node_modules/");
  return isOwnSource && !process.env.MIA_HEADLESS ? watchFile(path, ...rest) : watchNothing();
};
