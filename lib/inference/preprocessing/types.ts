import type { StoredValues } from "../../files";

/** Ways to find a pixel between pixels. */
export const RESIZE_METHODS = ["nearest", "bilinear", "bicubic"] as const;

export type ResizeMethod = (typeof RESIZE_METHODS)[number];

/** Height and width in pixels. */
export interface PixelSize {
  readonly height: number;
  readonly width: number;
}

/** torchvision's Resize. */
export interface Resize {
  /** The shorter side, the other following in proportion; or both sides. */
  readonly size: number | PixelSize;
  readonly method: ResizeMethod;
  /** Whether pixels are averaged when images shrink; Pillow always does, but for "nearest". */
  readonly antialias: boolean;
}

/**
 * What happens to stored images before a network sees them, in this order: resize, centre crop,
 * channel order, scale, mean and std.
 */
export interface Preprocessing {
  /** What stored values mean; null: settled by the values. */
  readonly values: StoredValues | null;
  /**
   * What torchvision's transforms were given: "pil" are Pillow images of bytes, which Pillow resizes;
   * "tensor" are float tensors, which torch interpolates. Null: as they are stored.
   */
  readonly input: "pil" | "tensor" | null;
  readonly resize: Resize | null;
  /** torchvision's CenterCrop: what lacks is filled with 0. */
  readonly centerCrop: PixelSize | null;
  /** The order that the network takes them in; files hold RGB. */
  readonly channels: "RGB" | "BGR";
  /** What white is before mean and std: 1 as ToTensor makes it, 255 where bytes stay bytes. */
  readonly scale: number;
  /** One a channel, in the network's order; null: settled elsewhere. */
  readonly mean: readonly number[] | null;
  readonly std: readonly number[] | null;
}

/** Images go to the network as they are stored. */
export const AS_STORED: Preprocessing = {
  values: null,
  input: null,
  resize: null,
  centerCrop: null,
  channels: "RGB",
  scale: 1,
  mean: null,
  std: null,
};
