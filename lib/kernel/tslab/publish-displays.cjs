// Whatever a cell shows goes below that cell. tslab's public display API shows one MIME type at a
// time; a picture with its alternative text takes several. lib/report/show, which knows nothing of
// tslab, finds the function for those under its symbol.
const jupyter = require("tslab/dist/jupyter");
const { currentCell } = require("./cells.cjs");

/** tslab's own display API calls this, too. */
jupyter.lastWriteDisplayData = (content, update) => {
  currentCell()?.publish(update ? "update_display_data" : "display_data", content);
};

globalThis[Symbol.for("mia-notebooks.publish")] = ({ data, metadata = {}, id, update = false }) => {
  jupyter.lastWriteDisplayData({ data, metadata, transient: { display_id: id } }, update);
};

for (const name of ["stdout", "stderr"]) {
  const stream = process[name];
  const write = stream.write.bind(stream);
  const decoder = new TextDecoder();
  stream.write = (chunk, encoding, done = encoding) => {
    const cell = currentCell();
    if (!cell) return write(chunk, encoding, done);
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    cell.publish("stream", { name, text });
    if (typeof done === "function") process.nextTick(done);
    return true;
  };
}
