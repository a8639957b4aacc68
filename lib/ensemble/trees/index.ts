export { countDigits, DIGITS, scatter, sortKeys } from "./radixSort";
export type { SplitTree } from "./splitTree";
export { TreeWalker } from "./treeWalker";
