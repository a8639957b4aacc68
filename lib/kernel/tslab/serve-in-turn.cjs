// tslab says "busy" when a request arrives and "idle" when it is done: with several cells waiting, the
// first one's "idle" makes Jupyter show a kernel at rest. Here a request on the channel shell is
// looked at only when the one before is done; those on control at once. Several replies that clients
// rely on lack what the protocol asks of them.
const { JupyterHandlerImpl, ZmqServer } = require("tslab/dist/jupyter");

/** How long after a failed cell, before it is told, requests that were sent before are waited for. */
const SETTLE_MS = 50;

let last = Promise.resolve();
let arrived = 0;
/** Number of the request at hand, and of the last that a failed cell takes with it. */
let atHand = 0;
let refused = 0;

const { handleShellMessage } = ZmqServer.prototype;
ZmqServer.prototype.handleShellMessage = function (socket, ...frames) {
  if (socket !== this.shell) return handleShellMessage.call(this, socket, ...frames);
  const number = ++arrived;
  const turn = last.then(() => {
    atHand = number;
    return handleShellMessage.call(this, socket, ...frames);
  });
  last = turn.catch(() => {});
  return turn;
};

/** Whether the request at hand came before its sender could know that a cell had failed. */
exports.isRefused = () => atHand <= refused;

/** Refuses all cells that wait; to be awaited before the failure is told. */
exports.refuseWaiting = async () => {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  refused = arrived;
};

/** Sends a reply or, on iopub, a message in a request's name. */
exports.answer = (server, socket, request, type, content) => {
  const reply = request.createReply();
  reply.header.msg_type = type;
  reply.content = content;
  reply.signAndSend(server.connInfo.key, socket);
};

const { handleKernel } = JupyterHandlerImpl.prototype;
JupyterHandlerImpl.prototype.handleKernel = function () {
  return { status: "ok", ...handleKernel.call(this) };
};

ZmqServer.prototype.handleCommInfoRequest = function (socket, request) {
  exports.answer(this, socket, request, "comm_info_reply", { status: "ok", comms: {} });
};
