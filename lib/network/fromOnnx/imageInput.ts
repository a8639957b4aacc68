import { printable } from "../../files";
import type { Extent, Graph, GraphValue } from "../graph/types";
import type { MapSize } from "../mapSize";
import type { Refuse } from "../onnx/read/protobufReader";
import { integer } from "../passes/attributes";

/** What a graph takes. */
export interface ImageInput {
  readonly input: GraphValue;
  readonly channels: number;
  /** null: any. */
  readonly size: MapSize | null;
  /** null: any. */
  readonly batch: number | null;
}

const CHANNELS = new Set<Extent>([1, 3, 4]);

/**
 * The one image input of a graph, [N, channels, height, width].
 *
 * @throws InputError through `refuse` if there are several inputs, or it is none of floats or has its
 *   channels elsewhere
 */
export function imageInput(graph: Graph, refuse: Refuse): ImageInput {
  const [input, ...others] = graph.inputs;
  if (input === undefined || others.length > 0) {
    const names = graph.inputs.map(({ name }) => printable(name)).join(", ");
    return refuse(`${graph.inputs.length} inputs (${names})`, "one: images");
  }
  const { name, type, dimensions } = input;
  const found = `input ${printable(name)} of ${type} [${dimensions.map(shown).join(", ")}]`;
  const expected = "images, float [N, channels, height, width]";
  if (type !== "float" || dimensions.length !== 4) return refuse(found, expected);
  const [batch, second, height, width] = dimensions;
  if (CHANNELS.has(width) && !CHANNELS.has(second)) {
    return refuse(`${found}, with its channels last`, expected);
  }
  const channels = typeof second === "number" ? second : channelsOfFirst(graph);
  if (channels === null) return refuse(`${found}, whose channels are not told`, expected);
  const fixed = typeof height === "number" && typeof width === "number";
  if (!fixed && (typeof height === "number" || typeof width === "number")) {
    return refuse(`${found}, of which one side is free`, "both sides fixed, or both free");
  }
  const size = fixed ? { height, width } : null;
  return { input, channels, size, batch: typeof batch === "number" ? batch : null };
}

function shown(extent: Extent): string {
  return printable(String(extent));
}

/** Channels that the first convolution over the images takes. */
function channelsOfFirst({ inputs, nodes, constants }: Graph): number | null {
  const first = nodes.find(
    ({ operator, inputs: [x] }) => operator === "Conv" && x === inputs[0].name,
  );
  const weight = first && constants.get(first.inputs[1]);
  return first && weight ? weight.dimensions[1] * integer(first, "group", 1) : null;
}
