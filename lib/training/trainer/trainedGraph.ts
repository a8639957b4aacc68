import type { NamedArray } from "../../files/outputs";
import type { GraphNetwork, MapSize } from "../../network";
import { lastLayer } from "../../network/fromOnnx/lastLayer";
import type { Graph } from "../../network/graph/types";

/**
 * A network of which only the graph is known, with trained values in the place of the constants of the
 * same names. They are copied.
 *
 * @param size of the images that it was trained on
 * @param state values by name; what is no constant of the graph (velocities) is passed over
 * @example
 * const after = trainedGraph(network, { height: 32, width: 32 }, trainer.state());
 */
export function trainedGraph(
  network: GraphNetwork,
  size: MapSize,
  state: ReadonlyMap<string, NamedArray>,
): GraphNetwork {
  const values = new Map([...state].map(([name, { data }]) => [name, Float32Array.from(data)]));
  const write = (at: MapSize): Graph => {
    const graph = network.write(at);
    const constants = [...graph.constants].map(([name, constant]) => {
      const data = values.get(name);
      return [name, data ? { ...constant, data } : constant] as const;
    });
    return { ...graph, constants: new Map(constants) };
  };
  const classifier = network.classifier && (lastLayer(write(size))?.classifier ?? null);
  return { ...network, classifier, write };
}
