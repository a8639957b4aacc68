import { readFileSync } from "node:fs";
import path from "node:path";
import type { Graph } from "../../../lib/network/graph/types";
import { readGraph } from "../../../lib/network/onnx";
import { repositoryRoot } from "../../../lib/repository";

/** What torch says of one network: see make_networks.py. */
export interface TorchNetwork {
  readonly logits: readonly number[];
  readonly direction: readonly number[];
  readonly input: readonly number[];
  /** Parameter to the squared norm of its gradient for each image. */
  readonly squares: Readonly<Record<string, readonly number[]>>;
  /** Parameter to squared norm and projection of its gradient for the whole batch. */
  readonly batch: Readonly<Record<string, readonly [number, number]>>;
}

const folder = path.join(repositoryRoot(), "test", "fixtures", "backward");

export const fixture = JSON.parse(readFileSync(path.join(folder, "networks.json"), "utf8")) as {
  readonly images: readonly number[];
  readonly networks: Readonly<Record<string, TorchNetwork>>;
};

export const SHAPES = { images: [3, 3, 8, 8], direction: [3, 5] } as const;

/** A file that torch's exporter wrote. */
export function readNetwork(name: string): Graph {
  const file = path.join(folder, `${name}.onnx`);
  return readGraph(readFileSync(file), { path: file });
}
