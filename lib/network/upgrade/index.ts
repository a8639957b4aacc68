export { upgraded } from "./upgrade";
