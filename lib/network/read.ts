import { type Checkpoint, firstNotFinite } from "../files";
import type { BatchNorm, Convolution } from "./types";

/** torch.nn.BatchNorm2d's default; a state_dict does not say. */
const EPSILON = 1e-5;

/** Where a convolution stands and what its neighbours demand of it. */
export interface ConvolutionPlace {
  readonly name: string;
  readonly batchNorm: string;
  readonly inChannels: number;
  /** null: as many as the weight has. */
  readonly outChannels: number | null;
  readonly kernel: number;
  readonly stride: number;
}

/**
 * Takes tensors out of a checkpoint whose names have been checked, and collects what is wrong
 * with their shapes and values, so that one message can name it all.
 */
export class TensorReader {
  readonly faults: string[] = [];

  constructor(private readonly checkpoint: Checkpoint) {}

  shape(name: string): readonly number[] {
    return this.checkpoint.tensors.get(name)!.shape;
  }

  /** The tensor's values; a wrong shape or a value that is not finite becomes a fault. */
  take(name: string, shape: readonly number[]): Float32Array {
    const found = this.shape(name);
    if (found.length !== shape.length || found.some((size, i) => size !== shape[i])) {
      this.faults.push(`${name} of shape [${found}] where [${shape}] fits its neighbours`);
      return new Float32Array(0);
    }
    const values = this.checkpoint.tensors.get(name)!.toFloat32();
    const bad = firstNotFinite(values);
    if (bad >= 0) this.faults.push(`${name} with ${values[bad]} at element ${bad}`);
    return values;
  }

  convolution(place: ConvolutionPlace): Convolution {
    const { name, inChannels, kernel, stride } = place;
    const outChannels = place.outChannels ?? this.shape(`${name}.weight`)[0] ?? 0;
    return {
      name,
      inChannels,
      outChannels,
      kernel,
      stride,
      padding: (kernel - 1) / 2,
      weight: this.take(`${name}.weight`, [outChannels, inChannels, kernel, kernel]),
      batchNorm: this.batchNorm(place.batchNorm, outChannels),
    };
  }

  private batchNorm(name: string, channels: number): BatchNorm {
    const variance = this.take(`${name}.running_var`, [channels]);
    const negative = variance.findIndex((value) => value < 0);
    if (negative >= 0) {
      this.faults.push(`${name}.running_var with ${variance[negative]} at element ${negative}`);
    }
    return {
      name,
      weight: this.take(`${name}.weight`, [channels]),
      bias: this.take(`${name}.bias`, [channels]),
      mean: this.take(`${name}.running_mean`, [channels]),
      variance,
      epsilon: EPSILON,
    };
  }
}
