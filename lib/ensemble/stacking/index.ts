export { chooseEnsemble, type EnsembleChoice } from "./chooseEnsemble";
export { meanInLogOdds } from "./logOdds";
export type { Standing } from "./oneStandardError";
export type { EnsembleParameters } from "./parameters";
export { StackingClassifier } from "./stackingClassifier";
export { VotingClassifier } from "./votingClassifier";
