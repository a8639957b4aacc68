import type { Block, Convolution, Network } from "./types";

/** What a state_dict does not say of a network, beside its stem. */
export interface Unsaid {
  /** Of every batch normalisation; torch's default is 1e-5, some train with 1e-3. */
  readonly epsilon?: number;
  /**
   * Which convolution of a bottleneck has the stride: "3x3" as torchvision has it (v1.5), "1x1" as the
   * paper and Caffe (v1).
   */
  readonly strideOn?: "1x1" | "3x3";
}

/** Where a bottleneck's stride can stand. */
export const STRIDE_ON = ["1x1", "3x3"] as const;

/**
 * The same weights as a network that begins otherwise.
 *
 * @example
 * withStem(network, { stride: 2, maxPool: false }).maxPool; // false
 */
export function withStem(
  network: Network,
  { stride, maxPool }: { readonly stride: number; readonly maxPool: boolean },
): Network {
  return { ...network, stem: { ...network.stem, stride }, maxPool };
}

/**
 * The same weights as a network that differs in what weights do not say.
 *
 * @example
 * withUnsaid(network, { epsilon: 1e-3 }).stem.batchNorm.epsilon; // .001
 */
export function withUnsaid(network: Network, { epsilon, strideOn }: Unsaid): Network {
  const changed = (convolution: Convolution, stride = convolution.stride): Convolution => {
    const { batchNorm } = convolution;
    return {
      ...convolution,
      stride,
      batchNorm: { ...batchNorm, epsilon: epsilon ?? batchNorm.epsilon },
    };
  };
  const changedBlock = (block: Block): Block => ({
    ...block,
    convolutions: strides(block, strideOn).map((stride, i) =>
      changed(block.convolutions[i], stride),
    ),
    shortcut: block.shortcut && changed(block.shortcut),
  });
  return { ...network, stem: changed(network.stem), blocks: network.blocks.map(changedBlock) };
}

/**
 * Whether the network has bottlenecks, whose stride can stand in two places.
 *
 * @example
 * hasBottlenecks(describeNetwork(readCheckpoint("resnet50.pt"))); // true
 */
export function hasBottlenecks({ blocks }: Network): boolean {
  return blocks.some(({ convolutions }) => convolutions.length === 3);
}

function strides({ convolutions }: Block, strideOn: Unsaid["strideOn"]): readonly number[] {
  const found = convolutions.map(({ stride }) => stride);
  if (strideOn === undefined || convolutions.length !== 3) return found;
  const stride = Math.max(...found);
  return strideOn === "1x1" ? [stride, 1, 1] : [1, stride, 1];
}
