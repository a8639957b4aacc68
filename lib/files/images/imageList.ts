import type { Tensor } from "../formats/tensor/tensor";

/** Images of a file, each made when it is asked for: there may be millions of small ones. */
export interface ImageList {
  readonly length: number;
  /** Image `i`, from 0 to `length - 1`. */
  at(i: number): Tensor;
}
