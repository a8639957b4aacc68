export { type BlindAttack, type BlindData, type BlindOptions, blindAttack } from "./blindAttack";
export { type BlindColumns, blindColumns } from "./blindColumns";
