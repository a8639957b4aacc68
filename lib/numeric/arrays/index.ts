export { argsort } from "./argsort";
export { cholesky, solveCholesky, solveLower } from "./cholesky";
export { column, fromColumns, type Matrix, namedColumns, takeRows } from "./matrix";
export { type NumberArray, take } from "./take";
