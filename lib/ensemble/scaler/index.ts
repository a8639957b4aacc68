export { StandardScaler } from "./scaler";
