export { append } from "./append";
export { argsort } from "./argsort";
export { cholesky, solveCholesky, solveLower } from "./cholesky";
export { largest, smallest } from "./extremes";
export { column, columnsInTurn, fromColumns, type Matrix, namedColumns, takeRows } from "./matrix";
export { type MatrixParts, takeRowsOfParts } from "./matrixParts";
export { SharedPool } from "./sharedPool";
export { sortAt } from "./sortAt";
export { type NumberArray, take } from "./take";
