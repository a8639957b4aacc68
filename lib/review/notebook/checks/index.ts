import type { NotebookCheck } from "../check";
import { execution } from "./execution";
import { format } from "./format";
import { leakage } from "./leakage";
import { prose } from "./prose";
import { secrets } from "./secrets";
import { seeds } from "./seeds";
import { size } from "./size";
import { surroundings } from "./surroundings";

/** All checks of a notebook, in the order in which their findings are told. */
export const notebookChecks: readonly NotebookCheck[] = [
  format,
  secrets,
  execution,
  leakage,
  seeds,
  surroundings,
  size,
  prose,
];

/** Those of a script, which shows no outputs and has no cells. */
export const scriptChecks: readonly NotebookCheck[] = [secrets, leakage, seeds, surroundings];
