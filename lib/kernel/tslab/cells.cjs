// The cell at work, for whatever runs because of it, now or later: each run of a cell is an
// asynchronous context, so that what a timer prints goes below the cell that set it, and what an
// interrupted cell left behind sees its own signal and not that of the next. lib/numeric, which knows
// nothing of tslab, finds what it needs under symbols.
const { AsyncLocalStorage } = require("node:async_hooks");
const vm = require("node:vm");

/** How long what was told to stop may take before the cell is left. */
const GRACE_MS = 500;

/** Only a script that is run can be ended by SIGINT; it takes what it calls from here. */
const WORK = Symbol.for("mia-notebooks.work");
const CALL = new vm.Script('globalThis[Symbol.for("mia-notebooks.work")]()');

const contexts = new AsyncLocalStorage();
/** Ends the code at hand, too; tslab's own function, that only leaves it, is given when it starts. */
let abandon = () => {};
let running = null;
let latest = null;

/** Why an interrupted cell failed, and the reason of its signal. */
class Interrupted extends Error {
  name = "Interrupted";
}
exports.Interrupted = Interrupted;

/** One run of a cell. */
class Cell {
  controller = new AbortController();
  left = new Promise((_, reject) => {
    this.leave = reject;
  });
  interrupted = false;
  over = false;

  /**
   * @param count its execution count
   * @param publish (type, content) => void, on iopub in this cell's name
   * @param name the cell's, the same each time that it runs
   */
  constructor(count, publish, name) {
    this.count = count;
    this.run = { cell: name, count };
    this.send = publish;
    this.left.catch(() => {});
  }

  /** What an interrupted cell left behind is not heard once the cell is over. */
  publish(type, content) {
    if (!(this.interrupted && this.over)) this.send(type, content);
  }

  /** Fulfils as `work` does, or fails once the cell is left. */
  orLeft(work) {
    return Promise.race([work, this.left]);
  }
}

/** Runs `work(cell)` as a cell. */
exports.runCell = async (count, publish, name, work) => {
  const cell = new Cell(count, publish, name);
  running = latest = cell;
  try {
    return await contexts.run(cell, work, cell);
  } finally {
    cell.over = true;
    running = null;
  }
};

exports.runningCell = () => running;

/** The cell because of which the code at hand runs. */
exports.currentCell = () => contexts.getStore() ?? running ?? latest;

/** @param leave tells tslab that the cell at work is left */
exports.onLeave = (leave) => {
  abandon = leave;
};

/** Tells the cell at work to stop; after a while it is left where it is. */
exports.interrupt = () => {
  const cell = running;
  if (!cell || cell.interrupted) return;
  cell.interrupted = true;
  cell.controller.abort(new Interrupted("the cell was interrupted, and its work stopped"));
  const timer = setTimeout(() => {
    if (cell.over) return;
    cell.leave(
      new Interrupted(
        "the cell was interrupted and left: what it had started and does not look at the signal goes on, and what that shows is dropped; restart the kernel to end it",
      ),
    );
    abandon();
  }, GRACE_MS);
  timer.unref();
};

/** Runs a function that does not wait so that SIGINT, which is no event meanwhile, ends it. */
exports.interruptibly = (work) => {
  try {
    globalThis[WORK] = work;
    return CALL.runInThisContext({ breakOnSigint: true });
  } catch (error) {
    if (error?.code !== "ERR_SCRIPT_EXECUTION_INTERRUPTED") throw error;
    exports.interrupt();
    throw exports.currentCell().controller.signal.reason;
  }
};

globalThis[Symbol.for("mia-notebooks.signal")] = () => exports.currentCell()?.controller.signal;
globalThis[Symbol.for("mia-notebooks.cell")] = () => exports.currentCell()?.run ?? null;
globalThis[Symbol.for("mia-notebooks.guard")] = exports.interruptibly;
