export { callInThreads } from "./callInThreads";
export { type GuardedOptions, GuardedThreads } from "./guardedThreads";
export { endKeptThreads } from "./keptThreads";
export { runTask } from "./runTask";
export { defineTask, type Task } from "./task";
export { Thread } from "./thread";
