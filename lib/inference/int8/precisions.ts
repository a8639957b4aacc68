/** In which numbers views of images can be computed. */
export const VIEW_PRECISIONS = ["float32", "int8"] as const;

export type ViewPrecision = (typeof VIEW_PRECISIONS)[number];
