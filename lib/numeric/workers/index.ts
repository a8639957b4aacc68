export { type GuardedOptions, GuardedThreads } from "./guardedThreads";
export { runTask } from "./runTask";
export { defineTask, type Task } from "./task";
export { Thread } from "./thread";
