export { exponential, exponentialPair } from "./exponential";
export {
  logarithm,
  logarithmOfOnePlus,
  logarithmOfOnePlusPair,
  logarithmPair,
} from "./logarithm";
export { splat } from "./splat";
