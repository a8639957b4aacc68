export {
  type ConvolutionPlace,
  convolutionInputGradient,
  convolutionWeightGradient,
} from "./convolutionGradients";
export { convolutionOfTranspose } from "./convolutionOfTranspose";
export { unfold } from "./unfold";
export { rowsSeen, unfoldRows } from "./unfoldRows";
