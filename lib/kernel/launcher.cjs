// Starts the tslab kernel so that notebooks can rely on it: `node launcher.cjs CONNECTION_FILE`.
// Imports in cells resolve from the repository root, whichever folder the notebook lies in.
const path = require("node:path");

const configPath = path.resolve(process.argv[2] ?? "");
process.chdir(path.join(__dirname, "..", ".."));

require("./tslab/end-with-parent.cjs").endWithParent(path.dirname(configPath));
require("./tslab/queue-sends.cjs");
require("./tslab/publish-displays.cjs");
require("./tslab/watch-sources.cjs");
require("./tslab/load-real-modules.cjs");
const { failCellsOnEscapedErrors } = require("./tslab/report-errors.cjs");

require("tslab/dist/main.js").startKernel({ configPath, enableFindLocal: false });
failCellsOnEscapedErrors();
