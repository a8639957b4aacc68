export { BackwardGraph } from "./backwardGraph";
export { differentiate, operatorsWithoutRule, type Question } from "./differentiate";
export { MissingRules } from "./missingRules";
export { RULES } from "./rules";
export {
  type ConvolutionPlace,
  convolutionOfTranspose,
  rowsSeen,
  unfold,
  unfoldRows,
} from "./windows";
