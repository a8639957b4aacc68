export type { Judged, JudgedAttack, Outcome } from "./outcome";
export { summaryOf } from "./summaryOf";
export { counted, listed, share, withInterval } from "./words";
