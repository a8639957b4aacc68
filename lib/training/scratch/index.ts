export { withNewWeights } from "./withNewWeights";
