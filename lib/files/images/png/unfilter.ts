import type { Fail } from "../../formats/pickle/values";

/**
 * Undoes the filters of a pass in place (PNG, third edition, section 9).
 *
 * @param data rows, each with its filter's number in front
 * @param start where the first row is
 * @param step bytes from a pixel to the one left of it, at least 1
 * @throws InputError through `fail` if there is no filter of a row's number
 * @example
 * unfilter(Buffer.of(1, 5, 2), 0, { rowBytes: 2, height: 1 }, 1, fail); // the row is 5, 7
 */
export function unfilter(
  data: Uint8Array,
  start: number,
  pass: { readonly rowBytes: number; readonly height: number },
  step: number,
  fail: Fail,
): void {
  const { rowBytes, height } = pass;
  for (let y = 0; y < height; y++) {
    const row = start + y * (rowBytes + 1) + 1;
    const above = row - rowBytes - 1;
    const filter = data[row - 1];
    if (filter > 4) fail(`with filter ${filter} in row ${y}`, "0 to 4");
    if (filter === 0) continue;
    for (let i = 0; i < rowBytes; i++) {
      const left = i >= step ? data[row + i - step] : 0;
      const up = y > 0 ? data[above + i] : 0;
      const corner = i >= step && y > 0 ? data[above + i - step] : 0;
      data[row + i] += predicted(filter, left, up, corner);
    }
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  return filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
