export {
  type Ablation,
  type AblationOptions,
  type AblationSubject,
  ablate,
  type Trial,
} from "./ablate";
export { ablationCosts, type TrialCost } from "./ablationCosts";
export { ablationGains, type GroupGain } from "./ablationGains";
export { type AblationLine, ablationLines } from "./ablationLines";
