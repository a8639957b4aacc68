import type { GivenOutputs } from "../files";
import type { Network } from "../network";
import type { Engine } from "./engines";
import type { Logits } from "./logits";

/**
 * What was given of the rows' outputs, as if the network had been run: the plain view.
 *
 * @example
 * givenLogits(dataset.outputs).classes; // 44
 */
export function givenLogits({ views: [data], rows, classes }: GivenOutputs): Logits {
  return { data, rows, classes };
}

/**
 * Stands where an engine would, for outputs that are given: it runs nothing.
 *
 * @example
 * givenEngine(network).name; // "given"
 */
export function givenEngine(network: Network): Engine {
  const { classes, inChannels, embeddingSize, path } = network;
  const refuse = async (): Promise<never> => {
    throw new RangeError(`${path}: outputs alone were given, no network can be run`);
  };
  return {
    name: "given",
    version: "none",
    reason: "given: outputs stand in for the network, nothing is run",
    threads: 0,
    batchSize: 1,
    lanes: 1,
    classes,
    inChannels,
    embeddingSize,
    run: refuse,
    runWithEmbedding: refuse,
    close: async () => {},
  };
}
