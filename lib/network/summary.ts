import type { Skeleton } from "./names";
import type { ChosenStem } from "./stem";
import type { Block, Convolution, ResidualNetwork } from "./types";

const BASIC: Record<string, string> = { "2-2-2-2": "ResNet-18", "3-4-6-3": "ResNet-34" };
const BOTTLENECK: Record<string, string> = {
  "3-4-6-3": "ResNet-50",
  "3-4-23-3": "ResNet-101",
  "3-8-36-3": "ResNet-152",
};

/**
 * The usual name, or blocks and depths where there is none.
 *
 * @example
 * nameArchitecture({ bottleneck: false, depths: [2, 2, 2, 2], shortcuts: new Set() }); // "ResNet-18"
 */
export function nameArchitecture({ bottleneck, depths }: Skeleton, wide = false): string {
  const key = depths.join("-");
  const usual = (bottleneck ? BOTTLENECK : BASIC)[key];
  if (wide) return `Wide ${usual ?? `ResNet of ${key} bottleneck blocks`}`;
  return usual ?? `ResNet of ${key} ${bottleneck ? "bottleneck" : "basic"} blocks`;
}

/** Names the network, counts its trained numbers and says on one line what was read. */
export function summarise(
  skeleton: Skeleton,
  stem: ChosenStem,
  network: Pick<ResidualNetwork, "inChannels" | "classes" | "stem" | "blocks" | "classifier">,
): { architecture: string; parameters: number; summary: string } {
  const architecture = nameArchitecture(skeleton, isWide(network));
  const parameters = countParameters(network);
  let end = 0;
  const widths = skeleton.depths.map((depth) => {
    end += depth;
    const { convolutions } = network.blocks[end - 1];
    return convolutions[convolutions.length - 1].outChannels;
  });
  const { kernel } = network.stem;
  const pool = stem.maxPool ? "max-pool" : "no max-pool";
  const summary = [
    architecture,
    `stem ${kernel}x${kernel} of stride ${stem.stride} with ${pool} (${stem.reason})`,
    `widths ${widths.join("-")}`,
    `${network.inChannels} input channel${network.inChannels === 1 ? "" : "s"}`,
    `${network.classes} classes`,
    `${parameters.toLocaleString("en-US")} parameters`,
  ].join(", ");
  return { architecture, parameters, summary };
}

/** Whether a bottleneck is half as wide as its output, as in Wide ResNets, and not a quarter. */
function isWide({ blocks: [{ convolutions }] }: Pick<ResidualNetwork, "blocks">): boolean {
  const [first, , last] = convolutions;
  return last !== undefined && last.outChannels === 2 * first.outChannels;
}

function countParameters(network: Pick<ResidualNetwork, "stem" | "blocks" | "classifier">): number {
  const inConvolution = ({ weight, batchNorm }: Convolution) =>
    weight.length + batchNorm.weight.length + batchNorm.bias.length;
  const inBlock = ({ convolutions, shortcut }: Block) =>
    [...convolutions, ...(shortcut ? [shortcut] : [])].reduce((n, c) => n + inConvolution(c), 0);
  const { stem, blocks, classifier } = network;
  const inBlocks = blocks.reduce((n, block) => n + inBlock(block), 0);
  return inConvolution(stem) + inBlocks + classifier.weight.length + classifier.bias.length;
}
