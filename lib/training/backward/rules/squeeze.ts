export { reshape as squeeze } from "./reshape";
