export { MT19937 } from "./mt19937";
export { permutation, shuffle } from "./permutation";
export { Xoshiro128 } from "./xoshiro128";
