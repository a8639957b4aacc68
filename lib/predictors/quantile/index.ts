export { quantile } from "./quantile";
