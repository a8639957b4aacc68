// A worker thread's first file. It is plain JavaScript because a worker must start from a real file
// that Node can read by itself; tsx then reads the task's TypeScript.
require("../../prepare.cjs");
const path = require("node:path");
const { parentPort, workerData } = require("node:worker_threads");

const load = (module) => require(path.join(workerData.root, `${module}.ts`));

if (workerData.first) {
  try {
    load(workerData.first);
  } catch {
    // the first call fails with the same error and tells it
  }
}

parentPort.on("message", async ({ module, name, args }) => {
  try {
    const task = load(module)[name];
    if (!task) throw new Error(`${module}.ts: found no export ${name}, expected a task`);
    parentPort.postMessage({ result: await task.run(args) });
  } catch (error) {
    parentPort.postMessage({ error });
  }
});
