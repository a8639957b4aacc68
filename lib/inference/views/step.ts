import type { ImageSource } from "../../files";

/** Size of one image, whose bytes lie as [channels, height, width]. */
export type ByteImage = Pick<ImageSource, "channels" | "height" | "width">;

/** One change of an image's bytes; a view is one or more of them, one after the other. */
export interface Step {
  /** As it is spelled in a view's name: "shift(-2,0)". */
  readonly name: string;
  /** True where height and width change places. */
  readonly turns: boolean;
  /**
   * Looks whether images of this size can be changed so; absent where all can.
   *
   * @throws RangeError if not
   */
  check?(size: ByteImage): void;
  /**
   * Writes the changed image.
   *
   * @param from bytes of the image before
   * @param to takes the bytes after; every one is written
   * @param size of the image before
   * @param index row of the image in its dataset
   */
  change(from: Uint8Array, to: Uint8Array, size: ByteImage, index: number): void;
}
