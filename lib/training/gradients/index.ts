export { type GradientNorms, type GradientOptions, gradientNorms } from "./gradientNorms";
export { gradientNames, whyNoGradients } from "./gradientPass";
export { outputDirection } from "./outputDirection";
export { type StoredGradientOptions, storedGradients } from "./storedGradients";
