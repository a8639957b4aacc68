// On sources that are new, as after each edit of lib and in a fresh clone, a headless run waits for
// TypeScript at each cell. It knows which cells follow: a thread converts them and keeps what it made,
// while earlier ones run and lib is loaded. A cell that the thread has not kept is converted as ever.
const path = require("node:path");
const { Worker } = require("node:worker_threads");
const { declarationsNow, isKept, keepsCells } = require("./convert-cells.cjs");

const PROGRAM = path.join(__dirname, "convert-ahead-thread.cjs");
const IMPORT = /^import (?!type\b)[^"]* from "([^"]*)";$/;
const root = path.join(__dirname, "..", "..", "..");

/** Cells that are still to come, in their order. */
let following = [];
/** Once there is one: how many cells it was given, and for each a promise that fulfils when it is done. */
let thread = null;

/** @param {string[]} cells all that will be run from now on */
exports.follow = (cells) => {
  following = cells;
};

/** Fulfils when the thread is done with a cell; at once where it has nothing to do with it. */
exports.converted = async (code) => {
  const at = following.indexOf(code);
  if (at < 0 || !keepsCells) return;
  const cells = following.slice(at);
  following = cells.slice(1);
  if (!thread && isKept(code)) return;
  thread ??= start(cells);
  for (const place of firstImports(code)) loadMeanwhile(path.resolve(root, place));
  await thread.done[thread.count - cells.length];
};

function start(cells) {
  const worker = new Worker(PROGRAM, { workerData: { previous: declarationsNow(), cells } });
  worker.unref();
  const tell = [];
  const done = cells.map(() => new Promise((resolve) => tell.push(resolve)));
  worker.on("message", () => tell.shift()());
  worker.on("error", () => {}); // it ends then
  worker.on("exit", () => {
    for (const one of tell) one();
  });
  return { count: cells.length, done };
}

/** What a cell imports of lib before it does anything else. */
function firstImports(code) {
  const found = [];
  for (const line of code.split("\n")) {
    const [, place] = IMPORT.exec(line) ?? [];
    if (place === undefined) break;
    if (place.startsWith("./lib")) found.push(place);
  }
  return found;
}

/** What is wrong with a module the cell tells that imports it. */
function loadMeanwhile(place) {
  try {
    require(place);
  } catch {}
}
