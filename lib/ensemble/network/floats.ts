/** The kind of number that a network computes in, named as numpy's dtypes. */
export type ElementType = "float32" | "float64";

/** An array of either kind. */
export type Floats = Float32Array | Float64Array;

/** Zeros of a kind. */
export function zeros(type: ElementType, length: number): Floats {
  return type === "float32" ? new Float32Array(length) : new Float64Array(length);
}

/** The kind of an array's numbers. */
export function elementType(values: Floats): ElementType {
  return values.BYTES_PER_ELEMENT === 4 ? "float32" : "float64";
}
