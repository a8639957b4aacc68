import { homedir } from "node:os";
import { optionLines } from "../commandHelp";
import { type Command, CommandLine } from "../commandLine";
import { warn } from "../files";
import { dataFolder, installKernelspec } from "./kernelspec";

const OPTIONS = {
  "--data-dir": {
    value: "DIR",
    help: "Jupyter's data folder (default: the user's own, see jupyter --data-dir)",
  },
};

const USAGE = `usage: npx mia install-kernel [--data-dir DIR]
       npm run install-kernel -- ...

Installs this repository's tslab kernel for Jupyter and VS Code, with the repository's whole path:
after moving the repository or changing Node.js, install it again.

${optionLines(OPTIONS)}

exit status: 0 installed, 1 it could not be written, 2 the command line is wrong`;

/** `npx mia install-kernel`: Jupyter and VS Code find the kernel from then on. */
export const installKernel: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const line = new CommandLine(words, OPTIONS, typedIn);
    line.requireNoWords();
    const { platform, env } = process;
    const place = line.path("--data-dir") ?? dataFolder({ platform, home: homedir(), env });
    try {
      warn(`installed -> ${installKernelspec(place)}`);
      return 0;
    } catch (error) {
      warn((error as Error).message);
      return 1;
    }
  },
};
