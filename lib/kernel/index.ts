export { type CellError, type CellReport, executeCells } from "./execute";
export { faults } from "./faults";
export {
  type Cell,
  joined,
  type Notebook,
  type Output,
  readNotebook,
  writeNotebook,
} from "./notebook";
export { declaredParameters, type Parameters, withParameters } from "./parameters";
export { roundingOf } from "./rounding";
export { openSession, type Session } from "./session";
export { tidy } from "./tidy";
