export { type Along, alongCsv, alongNames } from "./along";
export { JUDGED_ATTACK } from "./attackOutputs";
export type { ManySettings, SharedRows } from "./auditModel";
export { auditModels, type RefusedModel } from "./auditModels";
export { type AuditState, auditStates, unfinished } from "./auditStates";
export { byReason, listed } from "./byReason";
export { type ModelFile, modelFiles } from "./modelFiles";
export { type ModelStanding, modelStandings } from "./modelStandings";
export { refusalOf } from "./refusal";
