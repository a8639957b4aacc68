export { openSession, sessionOptions } from "./session";
