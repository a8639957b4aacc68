export { type OutOfFoldOptions, type OutOfFoldScores, outOfFoldScores } from "./outOfFold";
export { type FrozenChoice, SealedRows } from "./sealed";
export { type PartName, type PublicParts, partNames, splitPublicRows } from "./split";
