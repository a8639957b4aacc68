export {
  type OutOfFoldModels,
  type OutOfFoldModelsOptions,
  type OutOfFoldOptions,
  type OutOfFoldScores,
  outOfFoldModels,
  outOfFoldScores,
} from "./outOfFold";
export { type FrozenChoice, SealedRows } from "./sealed";
export { type PartName, type PublicParts, partNames, splitPublicRows } from "./split";
