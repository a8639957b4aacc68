import { largest, smallest } from "../../../numeric/arrays";

/** An axis-parallel box in px, y downwards; width and height 0 when there is nothing in it. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An SVG matrix (a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f. */
export type Transform = readonly [number, number, number, number, number, number];

export const emptyBox: Readonly<Box> = { x: 0, y: 0, width: 0, height: 0 };

const identity: Transform = [1, 0, 0, 1, 0, 0];

function multiply(m: Transform, n: Transform): Transform {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

function rotation(degrees: number, x = 0, y = 0): Transform {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
}

function single(name: string, v: number[]): Transform {
  if (name === "translate") return [1, 0, 0, 1, v[0], v[1] ?? 0];
  if (name === "scale") return [v[0], 0, 0, v[1] ?? v[0], 0, 0];
  if (name === "rotate") return rotation(v[0], v[1], v[2]);
  if (name === "matrix") return [v[0], v[1], v[2], v[3], v[4], v[5]];
  return identity;
}

/**
 * The matrix of an SVG `transform` attribute (translate, scale, rotate, matrix; in order).
 *
 * @example
 * parseTransform("translate(10,20)"); // [1, 0, 0, 1, 10, 20]
 */
export function parseTransform(attribute: string | null): Transform {
  let result = identity;
  for (const [, name, values] of (attribute ?? "").matchAll(/(\w{1,20})\(([^()]*)\)/g)) {
    const numbers = values
      .split(/[ ,]+/)
      .filter((part) => part !== "")
      .map(Number);
    result = multiply(result, single(name, numbers));
  }
  return result;
}

/**
 * The smallest box around a box's four corners after a transform.
 *
 * @example
 * transformBox(parseTransform("rotate(90)"), { x: 0, y: 0, width: 2, height: 1 }); // -1, 0, 1, 2
 */
export function transformBox(m: Transform, box: Box): Box {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const x of [box.x, box.x + box.width]) {
    for (const y of [box.y, box.y + box.height]) {
      xs.push(m[0] * x + m[2] * y + m[4]);
      ys.push(m[1] * x + m[3] * y + m[5]);
    }
  }
  const x = smallest(xs);
  const y = smallest(ys);
  return { x, y, width: largest(xs) - x, height: largest(ys) - y };
}

/**
 * The smallest box around boxes; those without width and height do not count.
 *
 * @example
 * unionBox([{ x: 0, y: 0, width: 1, height: 1 }, { x: 2, y: 0, width: 1, height: 1 }]).width; // 3
 */
export function unionBox(boxes: readonly Box[]): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const box of boxes) {
    if (box.width === 0 && box.height === 0) continue;
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  if (right < left) return { ...emptyBox };
  return { x: left, y: top, width: right - left, height: bottom - top };
}
