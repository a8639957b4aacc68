// Asked to end, tslab closes its sockets, which drops its own answer, and leaves the process to end
// by itself, which a timer or a thread of a cell keeps from happening: Jupyter waits for seconds at
// each restart and then kills. Here the answer is sent first, and then the process ends.
const { ZmqServer } = require("tslab/dist/jupyter");
const { interrupt } = require("./cells.cjs");
const { answer } = require("./serve-in-turn.cjs");

ZmqServer.prototype.handleShutdown = function (socket, request) {
  const content = { status: "ok", restart: Boolean(request.content.restart) };
  interrupt();
  answer(this, socket, request, "shutdown_reply", content);
  answer(this, this.iopub, request, "shutdown_reply", content);
};

/** Called by tslab once it has said "idle". */
ZmqServer.prototype.close = async function () {
  await Promise.all([this.shell, this.control, this.iopub].map((socket) => socket.sent()));
  this.handler.close();
  process.exit(0);
};
