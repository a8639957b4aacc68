export { type Along, alongCsv, alongNames } from "./along";
export { JUDGED_ATTACK } from "./attackOutputs";
export type { ManySettings, SharedRows } from "./auditModel";
export { auditModels, type RefusedModel } from "./auditModels";
export { type ModelFile, modelFiles } from "./modelFiles";
export { type ModelStanding, modelStandings } from "./modelStandings";
