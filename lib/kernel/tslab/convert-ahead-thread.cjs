// Converts cells one after the other, each after the declarations of the one before, until one has a fault,
// and says of each that it is done: what it made is kept then.
const { parentPort, workerData } = require("node:worker_threads");
const { createConverter } = require("./convert-cells.cjs");

const { cells } = workerData;
let { previous } = workerData;
const converter = createConverter({ isJS: false, isBrowser: false });
for (const cell of cells) {
  const { diagnostics, declOutput } = converter.convert(previous, cell);
  parentPort.postMessage(null);
  if (diagnostics.length > 0) break;
  previous = declOutput ?? "";
}
converter.close();
