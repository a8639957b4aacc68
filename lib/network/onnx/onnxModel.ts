import type { Windows } from "../int8/windows";

/** Under this name a graph speaks of the weights that lie apart from it. */
export const WEIGHTS = "weights";

/** A model whose weights lie apart from the graph's bytes: sessions in several threads read them there. */
export interface OnnxModel {
  /** The bytes of an .onnx file, without the large weights. */
  readonly graph: Uint8Array;
  /** The values of the large weights one after the other, over a SharedArrayBuffer. */
  readonly weights: Uint8Array;
  /** How it takes images; as normalised numbers unless given. */
  readonly windows?: Windows;
}
