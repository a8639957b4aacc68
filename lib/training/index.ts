export {
  type NamedArray,
  type StepOptions,
  type StepResult,
  stateDictOf,
  Trainer,
  type TrainerOptions,
  trainedNetwork,
  trainingGraph,
  velocityOf,
} from "./trainer";
