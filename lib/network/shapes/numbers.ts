import type { Constant, ConstantData, ValueType } from "../graph/types";

const MOST = 2n ** 63n - 1n;

/** A constant's values; int64 beyond 2^53 are rounded. */
export function numbersOf({ data }: Constant): number[] {
  return data instanceof BigInt64Array ? Array.from(data, Number) : Array.from(data);
}

/** A constant of given values; int64 beyond its range become its ends. */
export function constantOf(
  type: ValueType,
  dimensions: readonly number[],
  values: readonly number[],
): Constant {
  return { type, dimensions, data: dataOf(type, values) };
}

function dataOf(type: ValueType, values: readonly number[]): ConstantData {
  if (type === "float") return Float32Array.from(values);
  if (type === "double") return Float64Array.from(values);
  if (type === "int32") return Int32Array.from(values);
  if (type === "bool") return Uint8Array.from(values);
  return BigInt64Array.from(values, saturated);
}

function saturated(value: number): bigint {
  const whole = BigInt(Math.trunc(value));
  if (whole > MOST) return MOST;
  return whole < -MOST - 1n ? -MOST - 1n : whole;
}
