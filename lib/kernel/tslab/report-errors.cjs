// tslab writes a cell's error to stderr and sends no `error` message, so that Jupyter, nbclient
// and the runner cannot tell an error from a warning; a promise that nobody awaits may fail while
// its cell counts as "ok". Both become `error` messages here, and both fail a cell.
const { format, inspect } = require("node:util");
const executor = require("tslab/dist/executor");
const { JupyterHandlerImpl, ZmqServer } = require("tslab/dist/jupyter");

const KERNEL_FRAME = /^\s+at .*(node:(vm|internal)|node_modules\/tslab\/|lib\/kernel\/tslab\/)/;

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
    count = thrown; // tslab throws the execution count of a cell that failed, or its own error
    failed = true;
    if (thrown instanceof Error) failures.push([thrown]);
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

/** Without the frames of tslab, of Node's inside and of this adaptation. */
function withoutKernelFrames(text) {
  return text
    .replaceAll(`${process.cwd()}/`, "")
    .split("\n")
    .filter((line) => !KERNEL_FRAME.test(line))
    .map((line) => line.replaceAll("evalmachine.<anonymous>", "cell"))
    .join("\n");
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
