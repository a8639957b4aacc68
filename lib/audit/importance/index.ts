export { columnGroups } from "./columnGroups";
export { type FittedOnOthers, importanceOf } from "./importanceOf";
