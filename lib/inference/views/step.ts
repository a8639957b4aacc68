import type { ImageSource } from "../../files";

/** Size of one image, whose values lie as [channels, height, width]. */
export type ImageShape = Pick<ImageSource, "channels" | "height" | "width">;

/** The values of one image: bytes, or floats where bytes would change what was meant. */
export type Pixels = Uint8Array | Float32Array;

/** What the values are: for bytes black 0, white 255, and whole. */
export interface Levels {
  readonly black: number;
  readonly white: number;
  readonly whole: boolean;
}

/** The levels of bytes. */
export const BYTES: Levels = { black: 0, white: 255, whole: true };

/** One change of an image's values; a view is one or more of them, one after the other. */
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
  check?(size: ImageShape): void;
  /**
   * Writes the changed image.
   *
   * @param from values of the image before
   * @param to takes the values after; every one is written
   * @param size of the image before
   * @param index row of the image in its dataset
   * @param levels of both; those of bytes unless given
   */
  change(from: Pixels, to: Pixels, size: ImageShape, index: number, levels?: Levels): void;
}
