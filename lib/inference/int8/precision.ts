import { type ImageSource, InputError } from "../../files";
import { isResidual, type Network, networkGraph, workOf } from "../../network";
import { layersOf } from "../../network/int8";
import { chosenRows } from "../chosenRows";
import type { Engine } from "../engines";
import { computeLogits, type Logits } from "../logits";
import type { Normalization } from "../normalisedBytes";
import { apartFrom } from "./apart";
import { evenRows } from "./calibration";
import { openInt8 } from "./openInt8";
import type { ViewPrecision } from "./precisions";

/** Multiply-adds of a pass over all images, some five seconds of two cores, from which whole numbers are worth it. */
const WORTH = 1e12;

/** Multiply-adds for each number that a layer gives, from which bytes save more than rounding to them takes: 64 channels. */
const WORTH_EACH = 300;

/** Rows on which the network in whole numbers is held to itself in float32. */
const HELD = 256;

/** The largest usual error of their logits, as a part of the logits' spread. */
const MOST_APART = 0.05;

/** What the views of the images are computed with. */
export interface ViewEngine {
  readonly engine: Engine;
  readonly precision: ViewPrecision;
  /** A phrase for people. */
  readonly why: string;
}

/** What a precision is chosen by. */
export interface ViewPrecisionOptions {
  /** The network in float32. */
  readonly engine: Engine;
  readonly normalization: Normalization;
  /** Those that ranges are found by. */
  readonly images: ImageSource;
  /** Images of all sets together. */
  readonly count: number;
  /** Null: int8 where that is worth it and near enough. */
  readonly asked: ViewPrecision | null;
}

/**
 * Settles in which numbers views are computed, by the network and the images alone and by no clock, and opens what computes
 * them.
 *
 * @throws InputError if int8 is asked for and cannot be had
 * @example
 * const { engine, why } = await openViewEngine(network, { engine, normalization, images, count, asked: null });
 */
export async function openViewEngine(
  network: Network,
  { engine, normalization, images, count, asked }: ViewPrecisionOptions,
): Promise<ViewEngine> {
  const exact = (why: string): ViewEngine => ({ engine, precision: "float32", why });
  const refused = (why: string) => {
    if (asked === null) return exact(why);
    throw new InputError("parameter viewPrecision", `"int8", but ${why}`, '"float32" or null');
  };
  if (asked === "float32") return exact("as asked");
  const obstacle = obstacleTo(network, engine, images);
  if (obstacle !== null) return refused(obstacle);
  const idle = asked === null ? tooLittle(network, images, count) : null;
  if (idle !== null) return exact(idle);
  const held = chosenRows(images, evenRows(images.count, HELD, 0.5));
  const exactly = await computeLogits(engine, held, normalization);
  const reduced = await openInt8(network, { images, normalization, threads: engine.threads });
  const found = await apartOrWhyNot(exactly, reduced, held, normalization);
  if (typeof found === "number" && found <= MOST_APART) {
    return { engine: reduced, precision: "int8", why: saidOf(found) };
  }
  await reduced.close();
  return refused(
    typeof found === "string" ? found : `${saidOf(found)}, more than ${100 * MOST_APART}`,
  );
}

function saidOf(apart: number): string {
  return `its logits are off by ${(100 * apart).toFixed(1)} % of their spread`;
}

/**
 * How far logits are apart, or in one line why there are none: a graph may have what no whole numbers run. What else
 * ends the pass, such as an interrupt, says nothing of the graph and is thrown.
 */
async function apartOrWhyNot(
  exactly: Logits,
  reduced: Engine,
  images: ImageSource,
  normalization: Normalization,
): Promise<number | string> {
  try {
    return apartFrom(exactly, await computeLogits(reduced, images, normalization)).usual;
  } catch (error) {
    if (error instanceof InputError || error instanceof RangeError) {
      return `it does not run: ${error.message}`;
    }
    await reduced.close();
    throw error;
  }
}

/** Why whole numbers are not worth it; null where they are. */
function tooLittle(network: Network, size: ImageSource, count: number): string | null {
  const work = workOf(network, size);
  if (work === null) return "the work of a pass is not known";
  if (work.multiplyAdds * count < WORTH) return "a pass is too little work for int8 to be worth it";
  const each = work.multiplyAdds / work.results;
  return each < WORTH_EACH ? "its layers are too narrow for int8 to be worth it" : null;
}

/** Why a network cannot be computed in whole numbers; null where it can. */
function obstacleTo(network: Network, engine: Engine, size: ImageSource): string | null {
  if (engine.name !== "onnx") return `the engine ${engine.name} computes in float32 alone`;
  if (!isResidual(network) && network.batch !== null) {
    return "the graph takes a fixed number of images";
  }
  const layers = layersOf(networkGraph(network, size)).size;
  return layers === 0 ? "no layer of the graph can be computed so" : null;
}
