export { chooseEnsemble, type EnsembleChoice } from "./chooseEnsemble";
export { outOfFoldProbabilities } from "./fitAll";
export { type ModelSpec, makeModel } from "./models";
export { oneStandardError, type ScoredCandidate, type Standing } from "./oneStandardError";
export type { EnsembleParameters } from "./parameters";
export { StackingClassifier } from "./stackingClassifier";
export { VotingClassifier } from "./votingClassifier";
