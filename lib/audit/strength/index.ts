export { type ColumnStrength, columnStrength } from "./columnStrength";
export { type SeenInViews, type ViewStrength, viewStrength } from "./viewStrength";
