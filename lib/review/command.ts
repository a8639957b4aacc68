import { runReview } from "./runReview";

void runReview(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd()).then((code) => {
  process.exitCode = code;
});
