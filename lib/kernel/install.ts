import { homedir } from "node:os";
import path from "node:path";
import { dataFolder, installKernelspec } from "./kernelspec";

const USAGE = `usage: npm run install-kernel [-- --data-dir DIR]

Installs this repository's tslab kernel for Jupyter and VS Code, with the repository's whole path:
after moving the repository or changing Node.js, install it again.

  --data-dir DIR  Jupyter's data folder (default: the user's own, see jupyter --data-dir)

exit status: 0 installed, 1 it could not be written, 2 the command line is wrong`;

function main(words: readonly string[]): number {
  if (words.includes("--help") || words.includes("-h")) {
    console.log(USAGE);
    return 0;
  }
  const [option, folder, ...rest] = words;
  if (option !== undefined && (option !== "--data-dir" || !folder || rest.length > 0)) {
    console.error(`found ${words.join(" ")}, expected --data-dir DIR or nothing`);
    return 2;
  }
  const { platform, env } = process;
  const typedIn = env.INIT_CWD ?? process.cwd();
  const place = folder ?? dataFolder({ platform, home: homedir(), env });
  try {
    console.error(`installed -> ${installKernelspec(path.resolve(typedIn, place))}`);
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
