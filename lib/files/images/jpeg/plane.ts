import type { Component } from "./frame";
import { inverseCosine } from "./inverseCosine";

/** Samples of a component, those of whole blocks; those beyond its width or height are no picture's. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly samples: Uint8ClampedArray;
}

/**
 * The samples of a component.
 *
 * @param steps 64 factors of its coefficients, row by row
 * @example
 * planeOf(component, steps).samples[0]; // 0 to 255
 */
export function planeOf(component: Component, steps: Uint16Array): Plane {
  const { width, height, blocksWide, blocksHigh, coefficients } = component;
  const stride = 8 * blocksWide;
  const samples = new Uint8ClampedArray(8 * blocksHigh * stride);
  for (let y = 0; y < blocksHigh; y++) {
    for (let x = 0; x < blocksWide; x++) {
      const at = 64 * (y * component.stride + x);
      inverseCosine(coefficients, at, steps, samples, 8 * (y * stride + x), stride);
    }
  }
  return { width, height, stride, samples };
}
