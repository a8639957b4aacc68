// tslab writes a cell's error to stderr and sends no `error` message, so that Jupyter, nbclient
// and the runner cannot tell an error from a warning; a promise that nobody awaits may fail while
// its cell counts as "ok". Both become `error` messages here, and both fail a cell.
const { format, inspect } = require("node:util");
const executor = require("tslab/dist/executor");
const { JupyterHandlerImpl, ZmqServer } = require("tslab/dist/jupyter");

/** What went wrong and belongs to no finished cell yet: arguments of tslab's console.error. */
let failures = [];
let started = false;
let running = false;
/** Execute request -> content of its `error` message. */
const errorOf = new WeakMap();

const { createExecutor } = executor;
executor.createExecutor = (rootDir, converters) =>
  createExecutor(rootDir, converters, {
    log: console.log,
    error: (...args) => failures.push(args),
  });

const { handleExecute, handleExecuteImpl } = JupyterHandlerImpl.prototype;

JupyterHandlerImpl.prototype.handleExecuteImpl = async function (request, ...writers) {
  let count;
  let failed = false;
  started = running = true;
  try {
    count = await handleExecuteImpl.call(this, request, ...writers);
  } catch (thrown) {
    count = thrown; // tslab throws the execution count of a cell that failed
    failed = true;
  }
  await new Promise((resolve) => setImmediate(resolve)); // lets a rejection nobody handled be seen
  running = false;
  if (!failed && failures.length === 0) return count;
  errorOf.set(request, errorContent(failures));
  failures = [];
  throw count;
};

JupyterHandlerImpl.prototype.handleExecute = async function (request, ...writers) {
  const content = await handleExecute.call(this, request, ...writers);
  if (content.status === "abort") return { ...content, status: "aborted" };
  return { ...content, ...errorOf.get(request) };
};

const sendReply = ZmqServer.prototype.handleExecute;
ZmqServer.prototype.handleExecute = async function (socket, message) {
  await sendReply.call(this, socket, message);
  const content = errorOf.get(message.content);
  if (!content) return;
  const error = message.createReply();
  error.header.msg_type = "error";
  error.content = content;
  error.signAndSend(this.connInfo.key, this.iopub);
};

function errorContent(parts) {
  const text = parts.map((args) => withoutKernelFrames(format(...args))).join("\n");
  const [first] = parts.flat();
  const isError = first instanceof Error;
  return {
    ename: isError ? first.name : parts.length && parts[0].length > 1 ? "TypeScriptError" : "Error",
    evalue: isError ? first.message : text,
    traceback: text.split("\n"),
  };
}

/** Frames from the cell downwards are tslab's and Node's own. */
function withoutKernelFrames(text) {
  const lines = text.replaceAll(`${process.cwd()}/`, "").split("\n");
  const last = lines.findLastIndex((line) => /^\s+at .*evalmachine\.<anonymous>/.test(line));
  const kept = last < 0 ? lines : [...lines.slice(0, last + 1), ...afterFrames(lines, last)];
  return kept.map((line) => line.replaceAll("evalmachine.<anonymous>", "cell")).join("\n");
}

function afterFrames(lines, last) {
  return lines.slice(last + 1).filter((line) => !/^\s+at /.test(line));
}

/** Replaces tslab's handlers, which only print. */
exports.failCellsOnEscapedErrors = () => {
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.removeAllListeners(event);
    process.on(event, (reason) => {
      if (!started) {
        console.error(reason); // the kernel itself could not start: a socket that cannot be bound
        process.exit(1);
      }
      const error = reason instanceof Error ? reason : new Error(`not awaited: ${inspect(reason)}`);
      failures.push(running ? [error] : [error, "\n(left running by an earlier cell)"]);
    });
  }
};
