export { loadOnnxruntime } from "./runtime";
export { openSession, sessionOptions } from "./session";
export { sharesOf } from "./shares";
