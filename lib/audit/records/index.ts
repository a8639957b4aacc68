export {
  type AttackFlags,
  FLAG_FPR,
  type FlagsByAttack,
  flaggedByAll,
  privateByAttack,
  publicByAttack,
} from "./byAttack";
export { type Exposure, type Flags, falseDiscoveryRates, type ScoredRows } from "./exposure";
export { type FlaggedRows, flaggedRows } from "./flaggedRows";
export { privateExposure } from "./privateExposure";
export { publicExposure } from "./publicExposure";
export { recordsCsv } from "./recordsCsv";
export { type AttackedRows, type Records, recordsOf } from "./recordsOf";
