export type { BothSets, Observed, SetName } from "./bothSets";
export { type KeptBy, Observer, type ObserverOptions, type OnProgress } from "./observer";
