// A promise that nobody awaits may fail while its cell counts as "ok", and tslab only prints it. Here
// what went wrong fails the cell that is at work, else the next.
const { inspect } = require("node:util");
const { currentCell, Interrupted, runningCell } = require("./cells.cjs");

/** What went wrong and was not told yet: arguments of tslab's console.error. */
let failures = [];

exports.addFailure = (args) => {
  failures.push(args);
};

exports.failures = () => failures;

exports.takeFailures = () => {
  const taken = failures;
  failures = [];
  return taken;
};

/** Replaces tslab's handlers, which only print. */
exports.failCellsOnEscapedErrors = () => {
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.removeAllListeners(event);
    process.on(event, (reason) => {
      if (reason instanceof Interrupted) return; // of a cell that has told so
      if (!currentCell()) {
        console.error(reason); // the kernel itself could not start: a socket that cannot be bound
        process.exit(1);
      }
      const error = reason instanceof Error ? reason : new Error(`not awaited: ${inspect(reason)}`);
      failures.push(runningCell() ? [error] : [error, "\n(left running by an earlier cell)"]);
    });
  }
};
