import type { NotebookCheck } from "../check";
import { execution } from "./execution";
import { leakage } from "./leakage";
import { prose } from "./prose";
import { secrets } from "./secrets";
import { seeds } from "./seeds";
import { size } from "./size";
import { surroundings } from "./surroundings";

/** All checks of a notebook, in the order in which their findings are told. */
export const notebookChecks: readonly NotebookCheck[] = [
  secrets,
  execution,
  leakage,
  seeds,
  surroundings,
  size,
  prose,
];
