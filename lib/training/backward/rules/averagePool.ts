import { type Window, wholeNumber, wholeNumbers, windowOf } from "../../../network/shapes";
import type { Rule } from "../rule";
import { convolutionInputGradient } from "../windows";

/**
 * y = the mean of each window's n places (padding counts if count_include_pad says so): dx sums dy / n
 * over the windows that a place lies in, the transposed convolution by a kernel of ones.
 */
export const averagePool: Rule = (graph, { node, gradient }) => {
  const [, channels, ...extents] = graph.shape(node.inputs[0]);
  const window = windowOf(node, extents, wholeNumbers(node, "kernel_shape"));
  const { kernel, outputs } = window;
  const withPadding = wholeNumber(node, "count_include_pad", 0) === 1;
  const counts = extents.map((extent, axis) => countsAlong(window, axis, extent, withPadding));
  const shares = counts.reduce<number[]>(
    (all, along) => all.flatMap((share) => along.map((count) => share / count)),
    [1],
  );
  const share = graph.multiply(gradient, graph.floats(shares, [1, 1, ...outputs]));
  const ones = graph.floats(
    new Array<number>(channels * kernel.reduce((product, size) => product * size, 1)).fill(1),
    [channels, 1, ...kernel],
  );
  return [convolutionInputGradient(graph, share, ones, { window, groups: channels }, extents)];
};

/** How many places count in each window along one axis. */
function countsAlong(window: Window, axis: number, extent: number, withPadding: boolean): number[] {
  const [kernel, stride, dilation] = [window.kernel, window.strides, window.dilations].map(
    (list) => list[axis],
  );
  const [begin, end] = [window.begins[axis], window.ends[axis]];
  const [first, last] = withPadding ? [-begin, extent + end] : [0, extent];
  return Array.from({ length: window.outputs[axis] }, (_, output) => {
    const cells = Array.from({ length: kernel }, (_, k) => output * stride - begin + k * dilation);
    return cells.filter((at) => at >= first && at < last).length;
  });
}
