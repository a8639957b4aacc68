export {
  type AttackModels,
  attackModels,
  MODEL_STAGES,
  type PublishedName,
  type StrongestName,
} from "./attackModels";
export type { ModelSpec } from "./classes";
export { type MakeOptions, makeModel } from "./makeModel";
export { sideBySide } from "./sideBySide";
