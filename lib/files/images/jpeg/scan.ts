import type { Fail } from "../../formats/pickle/values";
import { BitReader } from "./bitReader";
import {
  type Coder,
  firstOfBlock,
  othersOfBlock,
  type ReadBlock,
  type Run,
  refineFirst,
  refineOthers,
  sequential,
} from "./blocks";
import type { Component, Frame } from "./frame";
import type { Progress } from "./progress";
import type { Tables } from "./tables";

/** Blocks of a unit (MCU) at most (ITU-T T.81 B.2.3). */
const MOST_BLOCKS = 10;

interface Part {
  readonly component: Component;
  readonly coder: Coder;
}

/**
 * Reads a scan: its header (ITU-T T.81 B.2.3) and the coefficients behind it.
 *
 * @param data the header behind its length
 * @param at where the coefficients begin in `bytes`
 * @returns where the marker behind the scan is
 * @throws InputError through `fail` if the header is damaged, the scan repeats or leaves out what
 *   another has to bring first, or there are too few or too many data
 */
export function readScan(
  data: Buffer,
  frame: Frame,
  tables: Tables,
  progress: Progress,
  bytes: Buffer,
  at: number,
  fail: Fail,
): number {
  const count = data[0];
  if (!(count >= 1 && count <= 4 && data.length === 4 + 2 * count)) {
    return fail(`with a scan header of ${data.length} bytes`, "4 and 2 for each component");
  }
  const parts = Array.from({ length: count }, (_, i): Part => {
    const [id, codes] = data.subarray(1 + 2 * i);
    const component = frame.components.find((one) => one.id === id);
    if (component === undefined) return fail(`with component ${id} in a scan`, "one of the frame");
    tables.keepSteps(component);
    const coder = {
      first: tables.first[codes >> 4] ?? null,
      others: tables.others[codes & 15] ?? null,
      last: 0,
    };
    return { component, coder };
  });
  const [from, to, shifts] = data.subarray(1 + 2 * count);
  const band = { from, to, before: shifts >> 4, shift: shifts & 15 };
  const components = parts.map(({ component }) => component);
  progress.advance(components, band);
  const blocks = components.reduce((sum, { across, down }) => sum + across * down, 0);
  if (count > 1 && blocks > MOST_BLOCKS) fail(`with ${blocks} blocks in a unit`, `${MOST_BLOCKS}`);
  const bits = new BitReader(bytes, at, fail);
  const run: Run = { bits, fail, from, to, shift: band.shift, empty: 0 };
  const read = frame.progressive ? progressive(from, band.before) : sequential;
  readUnits(run, parts, frame, read, tables.interval);
  return bits.end();
}

function progressive(from: number, before: number): ReadBlock {
  if (from === 0) return before === 0 ? firstOfBlock : refineFirst;
  return before === 0 ? othersOfBlock : refineOthers;
}

function readUnits(
  run: Run,
  parts: readonly Part[],
  frame: Frame,
  read: ReadBlock,
  interval: number,
): void {
  const alone = parts.length === 1 ? parts[0].component : null;
  const wide = alone?.blocksWide ?? frame.unitsWide;
  const units = wide * (alone?.blocksHigh ?? frame.unitsHigh);
  for (let unit = 0; unit < units; unit++) {
    if (interval > 0 && unit > 0 && unit % interval === 0) {
      ended(run);
      run.bits.restart((unit / interval - 1) % 8);
      for (const { coder } of parts) coder.last = 0;
    }
    const [x, y] = [unit % wide, Math.floor(unit / wide)];
    for (const { component, coder } of parts) {
      const { across, down, stride, coefficients } = component;
      if (alone !== null) read(run, coder, coefficients, 64 * (y * stride + x));
      else {
        for (let i = 0; i < across * down; i++) {
          const [column, row] = [x * across + (i % across), y * down + Math.floor(i / across)];
          read(run, coder, coefficients, 64 * (row * stride + column));
        }
      }
    }
  }
  ended(run);
}

function ended(run: Run): void {
  if (run.empty > 0) run.fail(`with ${run.empty} blocks more than it has`, "blocks of its size");
}
