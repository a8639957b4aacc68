export { claimRows } from "./claimRows";
export { classEstimates } from "./classEstimates";
export { findingRows } from "./findingRows";
export { holdoutText } from "./holdoutText";
export { judgementRows } from "./judgementRows";
export { matchRows } from "./matchRows";
export { standings } from "./standings";
