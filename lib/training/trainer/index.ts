export { IdleDecay } from "./idleDecay";
export { stateDictOf } from "./stateDict";
export { trainedGraph } from "./trainedGraph";
export { type TrainedValues, trainedNetwork } from "./trainedNetwork";
export { type StepResult, Trainer, type TrainerOptions } from "./trainer";
export { type StepOptions, trainingGraph } from "./trainingGraph";
export { velocityOf } from "./trainingState";
