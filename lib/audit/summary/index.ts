export type { Judged, JudgedAttack, Outcome } from "./outcome";
export { summaryOf } from "./summaryOf";
