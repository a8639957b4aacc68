import { type Checkpoint, firstNotFinite, InputError, nearestName, printable } from "../../files";

const INDEX = /^\d{1,3}$/;
const COUNTERS = /(^|\.)(num_batches_tracked|total_ops|total_params)$/;
const SHOWN = 5;

/**
 * The named weights of a checkpoint as a family takes them: what is missing, surplus or of another shape
 * than its neighbours demand is collected, so that one message can name it all. What was taken stays in
 * memory, so a family can be written again for images of another size when the file is closed.
 */
export class Weights {
  private readonly taken = new Map<string, Float32Array>();
  private readonly faults = new Set<string>();

  constructor(private readonly checkpoint: Checkpoint) {}

  get path(): string {
    return this.checkpoint.path;
  }

  get names(): string[] {
    return [...this.checkpoint.tensors.keys()];
  }

  has(name: string): boolean {
    return this.checkpoint.tensors.has(name);
  }

  /** A tensor's shape; [] where there is none of the name. */
  shape(name: string): readonly number[] {
    return this.checkpoint.tensors.get(name)?.shape ?? [];
  }

  /** The first of several names that stands before a dot of a tensor; the first of all where none does. */
  oneOf(...bases: string[]): string {
    return bases.find((base) => this.has(`${base}.weight`)) ?? bases[0];
  }

  /**
   * The whole numbers that follow a prefix in names, in order.
   *
   * @example
   * weights.indices("layer1."); // [0, 1, 2]
   */
  indices(prefix: string): number[] {
    const found = new Set<number>();
    for (const name of this.names) {
      const [index] = name.startsWith(prefix) ? name.slice(prefix.length).split(".") : [""];
      if (INDEX.test(index)) found.add(Number(index));
    }
    return [...found].sort((a, b) => a - b);
  }

  /** A tensor's values; zeros where it is missing or does not fit, which is a fault. */
  take(name: string, shape: readonly number[]): Float32Array {
    const known = this.taken.get(name);
    if (known !== undefined) return known;
    const values = this.read(name, shape);
    this.taken.set(name, values);
    return values;
  }

  /** A state that cannot be. */
  fault(phrase: string): void {
    this.faults.add(phrase);
  }

  /** Trained numbers among what was taken. */
  get parameters(): number {
    const trained = [...this.taken].filter(([name]) => !name.includes(".running_"));
    return trained.reduce((sum, [, values]) => sum + values.length, 0);
  }

  /**
   * Checks that all was there, fitted and was taken.
   *
   * @param what was expected
   * @throws InputError naming the first faults
   */
  finish(what: string): void {
    const left = this.names.filter((name) => !this.taken.has(name) && !COUNTERS.test(name));
    if (left.length > 0) {
      const more = left.length > SHOWN ? ` and ${left.length - SHOWN} more` : "";
      this.fault(`surplus ${left.slice(0, SHOWN).map(printable).join(", ")}${more}`);
    }
    if (this.faults.size === 0) return;
    const faults = [...this.faults];
    const more = faults.length > SHOWN ? `; and ${faults.length - SHOWN} more` : "";
    throw new InputError(this.path, faults.slice(0, SHOWN).join("; ") + more, what);
  }

  private read(name: string, shape: readonly number[]): Float32Array {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const tensor = this.checkpoint.tensors.get(name);
    if (tensor === undefined) {
      const nearest = nearestName(name, new Set(this.names));
      this.fault(`missing ${name}${nearest === null ? "" : ` (nearest: ${printable(nearest)})`}`);
      return new Float32Array(size);
    }
    if (tensor.shape.length !== shape.length || tensor.shape.some((n, i) => n !== shape[i])) {
      this.fault(`${name} of shape [${tensor.shape}] where [${shape}] fits its neighbours`);
      return new Float32Array(size);
    }
    const values = tensor.toFloat32();
    const bad = firstNotFinite(values);
    if (bad >= 0) this.fault(`${name} with ${values[bad]} at element ${bad}`);
    return values;
  }
}
