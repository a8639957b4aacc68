import { sizeOf, type Window } from "../../../network/shapes";
import type { BackwardGraph } from "../../backward";

/**
 * ||dw||² of a convolution of one group by a convolution: with cell k of the kernel, dw_ock = Σ_p dy_o(p)
 * x_c(p s + k d - pad) is a channel of the image seen by a kernel that is the image's own dy, its steps and
 * dilations changed about. Images are its groups, channels its batch.
 *
 * @param value the convolution's input, [batch, inChannels, extents]
 * @param gradient of its output, [batch, outChannels, places]
 * @returns [batch, 1]
 */
export function fewChannelsNorms(
  graph: BackwardGraph,
  value: string,
  gradient: string,
  { kernel, strides, dilations, begins, outputs }: Window,
): string {
  const [batch, channels, ...extents] = graph.shape(value);
  const [, outChannels] = graph.shape(gradient);
  const behind = extents.map((extent, i) => {
    const reach = (outputs[i] - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1;
    return reach - begins[i] - extent;
  });
  const byChannel = graph.transpose(value, [1, 0, ...extents.map((_, i) => i + 2)]);
  const seeing = graph.reshape(gradient, [batch * outChannels, 1, ...outputs]);
  const whole = graph.node("Conv", [byChannel, seeing], {
    kernel_shape: outputs,
    strides: dilations,
    dilations: strides,
    pads: [...begins, ...behind.map((extent) => Math.max(0, extent))],
    group: batch,
  });
  // What a stride leaves over at the map's end is seen by no window.
  const cells = graph.slice(
    whole,
    kernel.map((count, i) => ({ axis: i + 2, start: 0, step: 1, count })),
  );
  const apart = graph.reshape(cells, [channels, batch, outChannels * sizeOf(kernel)]);
  const squares = graph.reduce("ReduceSumSquare", apart, [2], false);
  return graph.reshape(graph.sum(squares, [0]), [batch, 1]);
}
