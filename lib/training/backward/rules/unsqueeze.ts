export { reshape as unsqueeze } from "./reshape";
