/**
 * Tells the lines of a text that is read from the front to the back.
 *
 * @param first the number of the first line
 * @returns the line of an offset, by bisection
 * @example
 * lineNumbers("a\nb", 1)(2); // 2
 */
export function lineNumbers(text: string, first: number): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return first + low;
  };
}
