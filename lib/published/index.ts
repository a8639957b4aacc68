export { type ModelName, type ReportedAttack, type ReportedScores, reported } from "./reported";
