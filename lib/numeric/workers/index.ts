export { begin } from "./begin";
export { callInThreads, callLaterInThreads } from "./callInThreads";
export { type GuardedOptions, GuardedThreads } from "./guardedThreads";
export { endKeptThreads } from "./keptThreads";
export { finishPiece, type Pieces, piecesOf, takePiece } from "./pieces";
export { runTask } from "./runTask";
export { defineTask, type Task } from "./task";
export { Thread } from "./thread";
