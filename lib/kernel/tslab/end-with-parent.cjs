// The headless runner hands the kernel one end of a pipe and names it here. The pipe closes when
// the runner ends, however it ends. A thread of its own watches it, because the main thread may
// be deep in a long synchronous cell. Jupyter names no pipe and ends its kernels itself.
const { Worker } = require("node:worker_threads");

const watch = `
  const { rmSync } = require("node:fs");
  const { Socket } = require("node:net");
  const { fd, folder } = require("node:worker_threads").workerData;
  const end = () => {
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, "SIGKILL");
  };
  new Socket({ fd, readable: true, writable: false }).on("error", end).on("close", end).resume();`;

/** @param folder the runner's private folder with the connection file, removed at the end */
exports.endWithParent = (folder) => {
  const fd = Number(process.env.MIA_RUNNER_PIPE);
  if (fd) new Worker(watch, { eval: true, workerData: { fd, folder }, execArgv: [] }).unref();
};
