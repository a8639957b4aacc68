export { apartFrom } from "./apart";
export { openViewEngine, type ViewEngine } from "./precision";
export { VIEW_PRECISIONS, type ViewPrecision } from "./precisions";
