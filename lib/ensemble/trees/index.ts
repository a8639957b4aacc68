export type { SplitTree } from "./splitTree";
export { TreeWalker } from "./treeWalker";
