import { Storage } from "../formats/tensor/storage";

/**
 * The pixels of a Pillow image that take more room than the bytes they are made from, decoded each
 * time that they are asked for: many images may share the same bytes.
 *
 * @example
 * new PillowStorage(packed, 64, () => unpackBits(packed, 8, 8)).view(0, 64);
 */
export class PillowStorage extends Storage {
  constructor(
    private readonly packed: Uint8Array,
    private readonly size: number,
    private readonly decode: () => Uint8Array,
  ) {
    super("uint8", size, packed.length);
  }

  get origin(): object {
    return this.packed;
  }

  protected viewBytes(start: number, length: number): Uint8Array {
    return this.decode().subarray(start, start + length);
  }

  protected copyBytes(start: number, out: Uint8Array): void {
    out.set(this.viewBytes(start, out.length));
  }

  protected retyped(): Storage {
    return new PillowStorage(this.packed, this.size, this.decode);
  }
}
