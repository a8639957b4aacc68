export { type BackwardBuffers, backward, backwardBuffers } from "./backward";
export { Batch } from "./batch";
export type { ElementType, Floats } from "./floats";
export { forward } from "./forward";
export type { AdamArrays, Kernel, OpenKernel } from "./kernel";
export {
  arrayLengths,
  copyLayers,
  drawLayers,
  type Layer,
  layerSizes,
  layersAreFinite,
  placeLayers,
} from "./layers";
export { logLoss, squaredWeights } from "./loss";
export { probabilities } from "./predict";
export { type Squash, squash, squashInFloat32 } from "./squash";
export { accuracy, type Labelled, setAside } from "./validation";
export { wasmKernel } from "./wasmKernel";
