export { type Checkpoint, type CheckpointTensor, readCheckpoint } from "./checkpoint";
export { type MembershipDataset, readDataset } from "./dataset";
export type { ImageSource } from "./images/imageSource";
export { InputError } from "./inputError";
export { type NpyHeader, readNpyHeader } from "./numpy/npyHeader";
