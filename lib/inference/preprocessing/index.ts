export { parsePreprocessing } from "./parsePreprocessing";
export { prepareImages } from "./prepareImages";
export { byteResampler, floatResampler } from "./resampler";
export { type ResolvedPreprocessing, resolvePreprocessing } from "./resolvePreprocessing";
export { cropStart, resizedSize } from "./sizes";
export {
  AS_STORED,
  type PixelSize,
  type Preprocessing,
  RESIZE_METHODS,
  type Resize,
  type ResizeMethod,
} from "./types";
