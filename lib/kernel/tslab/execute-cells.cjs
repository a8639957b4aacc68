// tslab prints the value of a cell's last expression on stdout, does not wait for it where it is a
// promise, does not say what a cell's text was, and refuses cells for a while after one has failed.
// Here a value comes as `execute_result`, a failure as `error`, and a failed cell takes with it what
// was sent before its sender could know.
const executor = require("tslab/dist/executor");
const { JupyterHandlerImpl, ZmqServer } = require("tslab/dist/jupyter");
const { Interrupted, interrupt, onLeave, runCell } = require("./cells.cjs");
const { converted, follow } = require("./convert-ahead.cjs");
const { errorContent } = require("./error-content.cjs");
const { addFailure, failures, takeFailures } = require("./escaped-errors.cjs");
const { answer, isRefused, refuseWaiting } = require("./serve-in-turn.cjs");
const { resultData } = require("./show-results.cjs");

/** Values of last expressions that tslab wants to print. */
let values = [];
let turn = Promise.resolve();

const { createExecutor } = executor;
executor.createExecutor = (rootDir, converters) => {
  const made = createExecutor(rootDir, converters, {
    log: (value) => values.push(value),
    error: (...args) => addFailure(args),
  });
  onLeave(made.interrupt);
  return made;
};

ZmqServer.prototype.handleExecute = async function (socket, message) {
  const publish = (type, content) => answer(this, this.iopub, message, type, content);
  // A client that names its cells does so there; of another, what the cell says names it.
  const name = String(message.metadata?.cellId ?? message.content.code);
  if (message.content.following) follow(message.content.following);
  const run = () => this.handler.handleExecute(message.content, publish, name);
  turn = turn.then(run, run);
  const { error, ...content } = await turn;
  if (error) publish("error", error);
  answer(this, socket, message, "execute_reply", { ...content, ...error });
};

/**
 * @param publish (type, content) => void, on iopub in the request's name
 * @param name the cell's
 */
JupyterHandlerImpl.prototype.handleExecute = async function (request, publish, name) {
  if (isRefused()) return { status: "aborted" };
  const { code, silent = false, stop_on_error = true } = request;
  if (!silent) this.execCount++;
  const execution_count = this.execCount;
  if (!silent) publish("execute_input", { code, execution_count });
  const failures = await runCell(execution_count, publish, name, async (cell) => {
    const data = await evaluated(this.executor, code, cell);
    const failures = takeFailures();
    const isShown = data && !silent && failures.length === 0;
    if (isShown) cell.publish("execute_result", { data, metadata: {}, execution_count });
    return failures;
  });
  if (failures.length === 0) {
    return { status: "ok", execution_count, payload: [], user_expressions: {} };
  }
  if (stop_on_error) await refuseWaiting();
  return { status: "error", execution_count, error: errorContent(failures) };
};

/** Runs code; what fails is among the failures then. @returns MIME bundle of its value, or null */
async function evaluated(executor, code, cell) {
  values = [];
  try {
    await cell.orLeft(converted(code));
    const ok = await executor.execute(code);
    const value = ok ? await cell.orLeft(values.pop()) : undefined;
    await new Promise((resolve) => setImmediate(resolve)); // lets a rejection nobody handled be seen
    return resultData(value);
  } catch (error) {
    addFailure([error]);
    return null;
  } finally {
    if (failures().some(isInterrupt)) interrupt();
    if (cell.interrupted) {
      takeFailures();
      addFailure([await whyInterrupted(cell)]);
    }
  }
}

/** SIGINT while a cell does not wait for anything. */
function isInterrupt([error]) {
  return error?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}

/** What the cell failed with once it was left, else that it stopped. */
function whyInterrupted(cell) {
  const stopped = new Interrupted(cell.controller.signal.reason.message);
  return Promise.race([cell.left, Promise.resolve(stopped)]).catch((left) => left);
}
