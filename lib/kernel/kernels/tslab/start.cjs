// Jupyter starts this file where JUPYTER_PATH names the repository's lib/kernel. It starts the
// launcher of the repository that it lies in and no other: above a notebook may lie anyone's files.
const fs = require("node:fs");
const path = require("node:path");

const launcher = path.join(__dirname, "..", "..", "launcher.cjs");
if (fs.existsSync(launcher)) {
  require(launcher);
} else {
  const problem = `${__filename}: found no ${launcher}, expected to lie in the repository: install the kernel from there with npm run install-kernel`;
  console.error(problem);
  const connectionFile = process.argv[2] ?? "";
  if (!fs.existsSync(connectionFile)) process.exit(1);
  require("./explain.cjs").explain(connectionFile, problem);
}
