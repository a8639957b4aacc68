export { fold, gatherRows, unfold } from "./moveRows";
export { RowGraph, type Rows } from "./rowGraph";
export { isIdentity, type Windows, windowsOf } from "./windows";
