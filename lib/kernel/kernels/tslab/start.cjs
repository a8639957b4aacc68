// Jupyter starts this file. `jupyter kernelspec install` copies it out of the repository, so the
// repository is looked for above the notebook (where Jupyter starts a kernel) and above this file.
const fs = require("node:fs");
const path = require("node:path");

function launcherAbove(folder) {
  const launcher = path.join(folder, "lib", "kernel", "launcher.cjs");
  if (fs.existsSync(launcher)) return launcher;
  const parent = path.dirname(folder);
  return parent === folder ? null : launcherAbove(parent);
}

const launcher = launcherAbove(process.cwd()) ?? launcherAbove(__dirname);
if (!launcher) {
  console.error(
    `${process.cwd()}: no mia-notebooks repository above it, expected lib/kernel/launcher.cjs`,
  );
  process.exit(1);
}
require(launcher);
