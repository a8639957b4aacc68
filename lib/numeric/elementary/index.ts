export { exponential, exponentialPair } from "./exponential";
export {
  exponentialInFloat32,
  exponentialPairInFloat32,
  logarithmInFloat32,
  logarithmPairInFloat32,
  roundedPair,
} from "./float32";
export {
  logarithm,
  logarithmOfOnePlus,
  logarithmOfOnePlusPair,
  logarithmPair,
} from "./logarithm";
export { polynomialPair } from "./polynomial";
export { splat } from "./splat";
