// Starts the tslab kernel so that notebooks can rely on it: `node launcher.cjs CONNECTION_FILE`.
// Imports in cells resolve from the repository root, whichever folder the notebook lies in.
require("../noTelemetry.cjs");
const path = require("node:path");
const { version } = require("tslab/package.json");

/** What is mended in ./tslab relies on tslab's inside. */
const KNOWN_TSLAB = "1.0.22";
if (version !== KNOWN_TSLAB) {
  console.error(`tslab: found ${version}, expected ${KNOWN_TSLAB}`);
  process.exit(1);
}

const configPath = path.resolve(process.argv[2] ?? "");
process.chdir(path.join(__dirname, "..", ".."));

require("./tslab/end-with-parent.cjs").endWithParent(path.dirname(configPath));
require("./tslab/queue-sends.cjs");
require("./tslab/leave-out-package-maps.cjs");
require("../readTypescript.cjs");
require("./tslab/own-sources.cjs").followModules();
require("./tslab/cell-metadata.cjs"); // this and the next before anything else that loads tslab
require("./tslab/convert-cells.cjs");
require("./tslab/publish-displays.cjs");
require("./tslab/serve-in-turn.cjs");
require("./tslab/check-signatures.cjs"); // after what it is to stand before
require("./tslab/answer-questions.cjs");
require("./tslab/end-when-asked.cjs");
require("./tslab/execute-cells.cjs");
const { interrupt } = require("./tslab/cells.cjs");
const { failCellsOnEscapedErrors } = require("./tslab/escaped-errors.cjs");

require("tslab/dist/main.js").startKernel({ configPath, enableFindLocal: false });
process.removeAllListeners("SIGINT").on("SIGINT", interrupt);
failCellsOnEscapedErrors();
