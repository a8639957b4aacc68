import { largest } from "../../../numeric/arrays";
import type { Fail } from "../../formats/pickle/values";
import { checkPictureSize } from "../pictureSize";

/** A component of a JPEG frame: one of its planes of samples, in blocks of 8 x 8. */
export interface Component {
  readonly id: number;
  /** Samples across and down for each of the frame's fewest. */
  readonly across: number;
  readonly down: number;
  /** Number of its table of steps. */
  readonly steps: number;
  /** Samples that belong to the picture. */
  readonly width: number;
  readonly height: number;
  /** Blocks that hold them. */
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** Blocks from one row to the next: as many as whole units of the frame take. */
  readonly stride: number;
  /** 64 coefficients a block, row by row of each, in steps. */
  readonly coefficients: Int16Array;
}

/** What a JPEG file's frame header says. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly progressive: boolean;
  readonly components: readonly Component[];
  /** The largest of the components' samples across and down. */
  readonly across: number;
  readonly down: number;
  /** Units (MCU) of a scan of all components. */
  readonly unitsWide: number;
  readonly unitsHigh: number;
}

/**
 * Reads a frame header (ITU-T T.81 B.2.2) of 8-bit samples and takes the coefficients' memory.
 *
 * @param data the segment behind its length
 * @throws InputError through `fail` if it is damaged or of a kind that Pillow has not either
 * @example
 * readFrame(data, false, fail).components.length; // 3
 */
export function readFrame(data: Buffer, progressive: boolean, fail: Fail): Frame {
  const count = data[5];
  if (data.length < 6 || data.length !== 6 + 3 * count) {
    return fail(`with a frame header of ${data.length} bytes`, "6 and 3 for each component");
  }
  if (data[0] !== 8) return fail(`of ${data[0]} bits`, "8");
  if (count !== 1 && count !== 3 && count !== 4) return fail(`of ${count} components`, "1, 3 or 4");
  const size = { height: data.readUInt16BE(1), width: data.readUInt16BE(3) };
  checkPictureSize(size, fail);
  const told = Array.from({ length: count }, (_, i) => {
    const [id, factors, steps] = data.subarray(6 + 3 * i);
    return { id, across: factors >> 4, down: factors & 15, steps };
  });
  const across = largest(told.map((component) => component.across));
  const down = largest(told.map((component) => component.down));
  for (const component of told) checkComponent(component, across, down, fail);
  if (new Set(told.map(({ id }) => id)).size !== count) fail("with a component twice", "each once");
  const unitsWide = Math.ceil(size.width / (8 * across));
  const unitsHigh = Math.ceil(size.height / (8 * down));
  const components = told.map((component) => {
    const width = Math.ceil((size.width * component.across) / across);
    const height = Math.ceil((size.height * component.down) / down);
    const stride = unitsWide * component.across;
    return {
      ...component,
      width,
      height,
      blocksWide: Math.ceil(width / 8),
      blocksHigh: Math.ceil(height / 8),
      stride,
      coefficients: new Int16Array(64 * stride * unitsHigh * component.down),
    };
  });
  return { ...size, progressive, components, across, down, unitsWide, unitsHigh };
}

function checkComponent(
  { across, down, steps }: { across: number; down: number; steps: number },
  most: number,
  mostDown: number,
  fail: Fail,
): void {
  const sound = across >= 1 && across <= 4 && down >= 1 && down <= 4 && steps <= 3;
  if (!sound) fail(`with a component of ${across} x ${down} samples`, "1 to 4");
  if (most % across !== 0 || mostDown % down !== 0) {
    fail(`with ${across} x ${down} samples beside ${most} x ${mostDown}`, "a whole part of them");
  }
}
