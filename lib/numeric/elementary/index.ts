export { exponential, exponentialPair } from "./exponential";
export { exponentialInFloat32, logarithmInFloat32 } from "./float32";
export {
  logarithm,
  logarithmOfOnePlus,
  logarithmOfOnePlusPair,
  logarithmPair,
} from "./logarithm";
export { splat } from "./splat";
