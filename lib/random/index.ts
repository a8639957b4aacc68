export { MT19937 } from "./mt19937";
export { permutation, shuffle } from "./permutation";
