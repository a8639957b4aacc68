export { MissingRules } from "./backward";
export {
  type GradientNorms,
  type GradientOptions,
  gradientNames,
  gradientNorms,
  outputDirection,
  type StoredGradientOptions,
  storedGradients,
  whyNoGradients,
} from "./gradients";
export { parseReferencesArguments } from "./references/arguments";
export { runReferences } from "./references/runReferences";
export { TrainingFailure } from "./references/trainReference";
export {
  type StepOptions,
  type StepResult,
  stateDictOf,
  Trainer,
  type TrainerOptions,
  trainedNetwork,
  trainingGraph,
  velocityOf,
} from "./trainer";
