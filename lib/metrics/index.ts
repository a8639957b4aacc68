export { advantage, largestAdvantage, lift } from "./advantage";
export { precisionAtPrior, precisionAtTop } from "./precision";
export { publishedTprAtFpr } from "./publishedTprAtFpr";
export { rocAuc } from "./rocAuc";
export { type RocCurve, rocCurve } from "./rocCurve";
export type { HighIsMemberScores, Membership } from "./rows";
export { type ScoreStatistics, scoreStatistics } from "./scoreStatistics";
export { type OperatingPoint, tprAtFpr } from "./tprAtFpr";
