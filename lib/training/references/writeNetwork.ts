import { writeAtomically, writeSafetensors } from "../../files/outputs";
import { isResidual, type MapSize, type Network, networkGraph } from "../../network";
import { onnxBytes } from "../../network/onnx";
import { stateDictOf } from "../trainer";
import type { filesOf } from "./plan";

/**
 * Writes a trained network: a residual one as its state_dict, any other as its graph for images of one
 * size, since that alone is known of it.
 *
 * @returns the file and its SHA-256
 * @throws InputError if the file cannot be written
 * @example
 * const { file, sha256 } = writeNetwork(network, files, { height: 32, width: 32 });
 */
export function writeNetwork(
  network: Network,
  files: Pick<ReturnType<typeof filesOf>, "checkpoint" | "graph">,
  size: MapSize,
): { file: string; sha256: string } {
  const { checkpoint, graph } = files;
  if (isResidual(network)) {
    return { file: checkpoint, sha256: writeSafetensors(checkpoint, stateDictOf(network)) };
  }
  return { file: graph, sha256: writeAtomically(graph, [onnxBytes(networkGraph(network, size))]) };
}
