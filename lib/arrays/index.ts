export { argsort } from "./argsort";
export { column, fromColumns, type Matrix, takeRows } from "./matrix";
export { type NumberArray, take } from "./take";
