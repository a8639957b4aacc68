import { InputError } from "../files";
import { largest } from "../numeric/arrays";
import type { Graph } from "./graph/types";
import { epsilonOf, withEpsilon } from "./passes/epsilon";
import { groupsOf, withGroups } from "./passes/groups";
import { isResidual } from "./residual";
import type { Block, Convolution, GraphNetwork, Network, ResidualNetwork } from "./types";

/** Normalisations are the same for images of any size. */
const SOME_SIZE = { height: 224, width: 224 };

/** What a state_dict does not say of a network, beside its stem. */
export interface Unsaid {
  /** Of every batch normalisation; torch's default is 1e-5, some train with 1e-3. */
  readonly epsilon?: number;
  /**
   * Which convolution of a bottleneck has the stride: "3x3" as torchvision has it (v1.5), "1x1" as the
   * paper and Caffe (v1).
   */
  readonly strideOn?: "1x1" | "3x3";
  /** Groups of every group normalisation; Opacus' 32, or what divides both, unless given. */
  readonly groups?: number;
}

/** Where a bottleneck's stride can stand. */
export const STRIDE_ON = ["1x1", "3x3"] as const;

/**
 * The same weights as a network that begins otherwise.
 *
 * @example
 * withStem(network, { stride: 2, maxPool: false }).maxPool; // false
 */
export function withStem<T extends Network>(network: T, stem: Beginning): T {
  return isResidual(network)
    ? { ...network, stem: { ...network.stem, stride: stem.stride }, maxPool: stem.maxPool }
    : { ...network, ...network.begins?.otherwise(stem) };
}

/** How a network begins. */
export interface Beginning {
  readonly stride: number;
  readonly maxPool: boolean;
}

/**
 * How a network begins, where weights do not say it.
 *
 * @returns null where they do
 * @example
 * beginningOf(network); // { stride: 1, maxPool: false }
 */
export function beginningOf(network: Network): Beginning | null {
  if (!isResidual(network)) return network.begins ?? null;
  return { stride: network.stem.stride, maxPool: network.maxPool };
}

/**
 * The same weights as a network that differs in what weights do not say.
 *
 * @throws InputError naming the network's file if it has no two ways of what is asked for
 * @example
 * withUnsaid(network, { epsilon: 1e-3 }).stem.batchNorm.epsilon; // .001
 */
export function withUnsaid<T extends Network>(network: T, unsaid: Unsaid): T {
  return isResidual(network)
    ? { ...network, ...residualWithUnsaid(network, unsaid) }
    : { ...network, ...graphWithUnsaid(network, unsaid) };
}

function residualWithUnsaid(
  network: ResidualNetwork,
  { epsilon, strideOn, groups }: Unsaid,
): ResidualNetwork {
  if (groups !== undefined) {
    const found = "unsaid groups for batch normalisation";
    throw new InputError(network.path, found, "epsilon or strideOn");
  }
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

function graphWithUnsaid(network: GraphNetwork, unsaid: Unsaid): GraphNetwork {
  for (const name of Object.keys(unsaid) as (keyof Unsaid)[]) {
    if (unsaid[name] === undefined || network.unsaid.includes(name)) continue;
    const expected = network.unsaid.join(" or ") || "none: it says all";
    throw new InputError(network.path, `unsaid ${name} for ${network.architecture}`, expected);
  }
  const { epsilon, groups } = unsaid;
  const changed = (graph: Graph) => {
    const spread = epsilon === undefined ? graph : withEpsilon(graph, epsilon);
    if (groups === undefined) return spread;
    const odd = groupsOf(graph).find(({ channels }) => channels % groups !== 0);
    if (odd === undefined) return withGroups(spread, groups);
    const found = `unsaid groups ${groups} for ${odd.channels} channels`;
    throw new InputError(network.path, found, "a number that divides them");
  };
  changed(network.write(SOME_SIZE));
  return { ...network, write: (size) => changed(network.write(size)) };
}

/** Numbers of groups that are often chosen. */
const USUAL_GROUPS = [1, 2, 4, 8, 16, 32];

/**
 * Other numbers of groups that a network's group normalisations can have.
 *
 * @returns those among the usual ones that divide all channels; none where there is no such normalisation
 * @example
 * otherGroups(network); // [1, 2, 4, 8]
 */
export function otherGroups(network: Network): number[] {
  if (isResidual(network) || !network.unsaid.includes("groups")) return [];
  const norms = groupsOf(network.write(SOME_SIZE));
  return USUAL_GROUPS.filter(
    (groups) =>
      norms.every(({ channels }) => channels % groups === 0) &&
      norms.some((norm) => norm.groups !== groups),
  );
}

/**
 * The epsilon of a network's normalisations.
 *
 * @returns that of the first; null where there is none, or the file says it
 * @example
 * epsilonUnsaid(network); // .00001
 */
export function epsilonUnsaid(network: Network): number | null {
  if (isResidual(network)) return network.stem.batchNorm.epsilon;
  if (!network.unsaid.includes("epsilon")) return null;
  return epsilonOf(network.write(SOME_SIZE));
}

/**
 * Whether the network has bottlenecks, whose stride can stand in two places.
 *
 * @example
 * hasBottlenecks(describeNetwork(readCheckpoint("resnet50.pt"))); // true
 */
export function hasBottlenecks(network: Network): network is ResidualNetwork {
  return (
    isResidual(network) && network.blocks.some(({ convolutions }) => convolutions.length === 3)
  );
}

function strides({ convolutions }: Block, strideOn: Unsaid["strideOn"]): readonly number[] {
  const found = convolutions.map(({ stride }) => stride);
  if (strideOn === undefined || convolutions.length !== 3) return found;
  const stride = largest(found);
  return strideOn === "1x1" ? [stride, 1, 1] : [1, stride, 1];
}
