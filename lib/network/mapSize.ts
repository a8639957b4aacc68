/** Height and width of a map of activations. */
export interface MapSize {
  readonly height: number;
  readonly width: number;
}

/** How a square window moves over a map. */
export interface WindowShape {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/**
 * Size of the map that a window gives.
 *
 * @throws RangeError if the window does not fit the padded map
 * @example
 * windowedSize({ height: 32, width: 32 }, { kernel: 7, stride: 2, padding: 3 }); // 16 x 16
 */
export function windowedSize(map: MapSize, shape: WindowShape): MapSize {
  return { height: windowedSide(map.height, shape), width: windowedSide(map.width, shape) };
}

function windowedSide(side: number, { kernel, stride, padding }: WindowShape): number {
  const room = side + 2 * padding - kernel;
  if (room < 0) {
    throw new RangeError(
      `window: found a map of side ${side}, expected at least ${kernel - 2 * padding}`,
    );
  }
  return Math.floor(room / stride) + 1;
}
