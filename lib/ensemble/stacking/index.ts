export {
  type CandidateChoice,
  type ChoiceOfScores,
  choiceParameters,
  chooseAmong,
} from "./chooseAmong";
export { chooseEnsemble, type EnsembleChoice, fitChosen } from "./chooseEnsemble";
export { probabilitiesOfSplits } from "./fitAll";
export { meanInLogOdds } from "./logOdds";
export type { Standing } from "./oneStandardError";
export type { EnsembleParameters } from "./parameters";
export { StackingClassifier } from "./stackingClassifier";
export { VotingClassifier } from "./votingClassifier";
