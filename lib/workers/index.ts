export { repositoryRoot } from "./root";
export { type RunOptions, runTask } from "./run-task";
export { defineTask, type Task } from "./task";
