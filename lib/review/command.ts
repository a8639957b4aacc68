import { warn } from "../files";
import { runReview } from "./runReview";

void runReview(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd()).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    // Node would print it as it is, with whatever it quotes of a file.
    warn(String(error?.stack ?? error));
    process.exitCode = 2;
  },
);
