export { activations } from "./activations";
