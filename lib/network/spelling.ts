import { type Checkpoint, type CheckpointTensor, printable } from "../files";

/** A checkpoint under torchvision's names, and what had to be done for them. */
export interface Spelled {
  readonly checkpoint: Checkpoint;
  readonly notes: readonly string[];
}

const BLOCK = /^layer[1-4]\.\d{1,3}\./;
/** Parts of the network itself: what they hold beyond the usual makes another network. */
const NETWORK_PART = /^(conv|bn|gn|norm|layer|stage|block)\d*$/;
/** What thop counts in every module. */
const COUNTED = /(^|\.)total_(ops|params)$/;
const SHOWN = 5;

type Tensors = ReadonlyMap<string, CheckpointTensor>;

/**
 * Gives the tensors of a residual network the names that torchvision has for them, by what they are:
 * the 1x1 convolution of a block is its downsample.0 and the batch normalisation beside it its
 * downsample.1, whatever the file calls them; the one linear layer is fc. What belongs to no part of
 * the network (a loss's weights, a counter) is left out, which is noted. Everything else stays, to
 * be refused by name.
 *
 * @example
 * spelledAsTorchvision(checkpoint).notes; // ["linear read as fc", "criterion.weight passed over"]
 */
export function spelledAsTorchvision(checkpoint: Checkpoint): Spelled {
  const bases = new Map<string, string>();
  const blocks = new Map<string, string[]>();
  for (const name of checkpoint.tensors.keys()) {
    const block = BLOCK.exec(name)?.[0] ?? "";
    const names = blocks.get(block);
    if (names === undefined) blocks.set(block, [name]);
    else names.push(name);
  }
  for (const [block, names] of blocks) {
    if (block !== "") spellShortcut(checkpoint.tensors, block, names, bases);
  }
  const outside = blocks.get("") ?? [];
  spellStem(checkpoint.tensors, outside, bases);
  const head = headOf(checkpoint.tensors, outside);
  if (head !== null && head !== "fc") bases.set(head, "fc");
  return renamed(checkpoint, bases, outside, head);
}

/** The name of a tensor's layer: what stands before its last dot. */
function baseOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf(".")));
}

function layersOf(
  names: readonly string[],
  part: string,
  is: (tensor: string) => boolean,
): string[] {
  return names.filter((name) => name.endsWith(`.${part}`) && is(name)).map(baseOf);
}

function spellShortcut(
  tensors: Tensors,
  block: string,
  names: readonly string[],
  bases: Map<string, string>,
): void {
  const own = /\.(conv|bn)[1-3]\.[a-z_]+$/;
  const others = names.filter((name) => !own.test(name));
  const is1x1 = (name: string) => {
    const shape = tensors.get(name)?.shape ?? [];
    return shape.length === 4 && shape[2] === 1 && shape[3] === 1;
  };
  const convolutions = layersOf(others, "weight", is1x1);
  const norms = layersOf(others, "running_var", () => true);
  if (convolutions.length !== 1 || norms.length !== 1) return;
  if (convolutions[0] !== `${block}downsample.0`)
    bases.set(convolutions[0], `${block}downsample.0`);
  if (norms[0] !== `${block}downsample.1`) bases.set(norms[0], `${block}downsample.1`);
}

/** The one convolution and the one batch normalisation outside of the blocks. */
function spellStem(tensors: Tensors, names: readonly string[], bases: Map<string, string>): void {
  const isKernel = (name: string) => tensors.get(name)?.shape.length === 4;
  const convolutions = layersOf(names, "weight", isKernel);
  const norms = layersOf(names, "running_var", () => true);
  if (convolutions.length !== 1 || norms.length !== 1) return;
  if (convolutions[0] !== "conv1") bases.set(convolutions[0], "conv1");
  if (norms[0] !== "bn1") bases.set(norms[0], "bn1");
}

/** The linear layer that ends the network; null where several could be it, or none. */
function headOf(tensors: Tensors, names: readonly string[]): string | null {
  if (tensors.has("fc.weight")) return "fc";
  const isLinear = (name: string) => {
    const shape = tensors.get(name)?.shape ?? [];
    const bias = tensors.get(`${baseOf(name)}.bias`)?.shape ?? [];
    return shape.length === 2 && bias.length === 1 && bias[0] === shape[0];
  };
  const linear = layersOf(names, "weight", isLinear);
  return linear.length === 1 ? linear[0] : null;
}

function renamed(
  { path, tensors, close }: Checkpoint,
  bases: ReadonlyMap<string, string>,
  outside: readonly string[],
  head: string | null,
): Spelled {
  const counted = [...tensors.keys()].filter((name) => COUNTED.test(name));
  const foreign = new Set([...outside.filter((name) => isForeign(name, bases, head)), ...counted]);
  const spelled = new Map<string, CheckpointTensor>();
  for (const [name, tensor] of tensors) {
    if (foreign.has(name)) continue;
    const base = bases.get(baseOf(name));
    const as = base === undefined ? name : `${base}${name.slice(baseOf(name).length)}`;
    // Two names that would become one stay as they are and are refused as surplus.
    if (spelled.has(as)) spelled.set(name, tensor);
    else spelled.set(as, as === name ? tensor : { ...tensor, name: as });
  }
  const notes = [...renamings(bases), ...inputStatistics(tensors, foreign)];
  if (foreign.size > 0) notes.push(`${shown([...foreign])} passed over: not of the network`);
  return { checkpoint: { path, tensors: spelled, close }, notes };
}

/** Outside of the network's own parts, and of the part that the head lies in. */
function isForeign(name: string, bases: ReadonlyMap<string, string>, head: string | null): boolean {
  // Where the head is not known, it may be any of them.
  if (head === null) return false;
  if (!name.includes(".")) return true;
  const [part] = name.split(".");
  const own = [head, ...bases.keys()].some((base) => base.split(".")[0] === part);
  return !own && !NETWORK_PART.test(part);
}

/** One phrase for all shortcuts of a spelling, since a network has many. */
function renamings(bases: ReadonlyMap<string, string>): string[] {
  const without = (base: string) => base.replace(BLOCK, "");
  const phrases = [...bases].map(([base, as]) => `${without(base)} read as ${without(as)}`);
  const distinct = [...new Set(phrases)];
  return distinct.length > 0 ? [shown(distinct)] : [];
}

/** Means and deviations that a model takes off its input itself: the reader does it outside. */
function inputStatistics(tensors: Tensors, foreign: ReadonlySet<string>): string[] {
  const channels = tensors.get("conv1.weight")?.shape[1] ?? 3;
  return [...foreign].flatMap((name) => {
    const tensor = tensors.get(name);
    const size = tensor?.shape.reduce((product, extent) => product * extent, 1);
    const word = /(^|[._])(mean|std)$/.exec(name)?.[2];
    if (tensor === undefined || word === undefined || size !== channels) return [];
    const values = [...tensor.toFloat32()].map((value) => value.toPrecision(4)).join(", ");
    return [
      `${printable(name)} is ${values}: the model normalises its input, which is done with ${word} here`,
    ];
  });
}

function shown(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return names.slice(0, SHOWN).map(printable).join(", ") + more;
}
