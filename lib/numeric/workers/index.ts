export { type GuardedOptions, GuardedThreads } from "./guardedThreads";
export { type LaterCalls, type RunOptions, runTask } from "./runTask";
export { defineTask, type Task } from "./task";
export { Thread } from "./thread";
