import path from "node:path";
import { readCheckpoint } from "../../../lib/files";
import { type NamedArray, writeSafetensors } from "../../../lib/files/outputs";
import { describeNetwork, type Network } from "../../../lib/network";
import type { TargetKind } from "./kinds";

/**
 * A ResNet-18 of zeros, by way of a file, as any network is read.
 *
 * @param folder for the file
 */
export function blankNetwork(
  folder: string,
  { width, kernel }: Pick<TargetKind, "width" | "kernel">,
  classes: number,
): Network {
  const arrays = new Map<string, NamedArray>();
  const add = (name: string, ...shape: number[]) => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    arrays.set(name, { shape, data: new Float32Array(size) });
  };
  const convolution = (name: string, norm: string, to: number, from: number, side: number) => {
    add(`${name}.weight`, to, from, side, side);
    for (const part of ["weight", "bias", "running_mean", "running_var"])
      add(`${norm}.${part}`, to);
  };
  convolution("conv1", "bn1", width, 3, kernel);
  for (const [stage, factor] of [1, 2, 4, 8].entries()) {
    const [to, from] = [width * factor, width * Math.max(1, factor / 2)];
    for (const block of [0, 1]) {
      const name = `layer${stage + 1}.${block}`;
      convolution(`${name}.conv1`, `${name}.bn1`, to, block === 0 ? from : to, 3);
      convolution(`${name}.conv2`, `${name}.bn2`, to, to, 3);
      if (stage === 0 || block === 1) continue;
      convolution(`${name}.downsample.0`, `${name}.downsample.1`, to, from, 1);
    }
  }
  add("fc.weight", classes, 8 * width);
  add("fc.bias", classes);
  const file = path.join(folder, "blank.safetensors");
  writeSafetensors(file, arrays);
  const checkpoint = readCheckpoint(file);
  try {
    return describeNetwork(checkpoint);
  } finally {
    checkpoint.close();
  }
}
