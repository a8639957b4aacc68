export { reshape as flatten } from "./reshape";
