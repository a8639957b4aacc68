export { type GradientNorms, type GradientOptions, gradientNorms } from "./gradientNorms";
export { outputDirection } from "./outputDirection";
export { type StoredGradientOptions, storedGradients } from "./storedGradients";
