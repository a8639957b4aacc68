import { InputError } from "../../files";
import { computeLogits, type Engine, openEngine } from "../../inference";
import { holm, mcnemar } from "../../metrics";
import type { Network } from "../../network";
import type { RecordedReading } from "../outcome";
import { type AtHand, type OtherReading, otherReadings } from "./readings";
import { rightRows } from "./rightRows";

/** Rows that every reading is tried on, and those that the promising ones are. */
interface Effort {
  readonly first: number;
  readonly all: number;
}

/** What came of trying other readings. */
export interface Comparison {
  readonly readings: readonly RecordedReading[];
  /** Those that could not be tried, a phrase each: which, and why. */
  readonly untried: readonly string[];
}

/** Even a dear reading is tried on so many rows, and on so many if it does well there. */
const fewest = { first: 12, all: 96 };

/**
 * Tries every other reading on a first few rows, and those that are not worse there on all of them.
 * Dear readings get fewer rows: each is to cost about the same.
 *
 * @param atHand images are those of the sample alone
 * @param right which of the sample's rows the reading at hand has right
 * @throws as `openEngine`
 */
export async function compareReadings(
  atHand: AtHand,
  engine: Engine,
  { labels, right, effort }: { labels: Int32Array; right: Uint8Array; effort: Effort },
): Promise<Comparison> {
  const compared: Omit<RecordedReading, "adjusted">[] = [];
  const untried: string[] = [];
  for (const reading of otherReadings(atHand)) {
    const network = networkOf(reading);
    if (typeof network === "string") {
      untried.push(`${reading.reading} (${network})`);
      continue;
    }
    const own = await engineFor(network, reading, atHand, engine);
    const tried = (rows: number) => rightOf(reading, atHand, own, labels.subarray(0, rows));
    const affordable = (step: keyof Effort) => {
      const fewer = Math.max(fewest[step], Math.floor(effort[step] / Math.max(1, reading.cost)));
      return Math.min(fewer, effort[step], labels.length);
    };
    try {
      const screened = pairOf(reading, right, await tried(affordable("first")));
      const goesOn = screened.better > 0 && screened.better >= screened.worse;
      const more = affordable("all");
      if (!goesOn || more <= screened.n) compared.push(screened);
      else compared.push(pairOf(reading, right, await tried(more)));
    } finally {
      if (own !== engine) await own.close();
    }
  }
  const adjusted = holm(compared.map(({ p }) => p));
  const readings = compared.map((one, i) => ({ ...one, adjusted: adjusted[i] }));
  return { readings, untried };
}

/** The reading's own network, if it has one, or why it cannot be read. */
function networkOf(reading: OtherReading): Network | undefined | string {
  try {
    return reading.network?.();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

/**
 * The engine at hand, or one of its own for another network or size, for few images.
 */
function engineFor(
  network: Network | undefined,
  reading: OtherReading,
  { network: atHand, images }: AtHand,
  engine: Engine,
) {
  const { height, width } = reading.images ?? images;
  const sameSize = height === images.height && width === images.width;
  if (network === undefined && sameSize) return engine;
  const name = engine.name === "given" ? "auto" : engine.name;
  return openEngine(network ?? atHand, { engine: name, few: true });
}

async function rightOf(
  { images, normalization }: OtherReading,
  atHand: AtHand,
  engine: Engine,
  labels: Int32Array,
): Promise<Uint8Array> {
  const first = { ...(images ?? atHand.images), count: labels.length };
  const logits = await computeLogits(engine, first, normalization ?? atHand.normalization);
  return rightRows(logits, labels);
}

function pairOf(
  { reading, parameter }: OtherReading,
  before: Uint8Array,
  after: Uint8Array,
): Omit<RecordedReading, "adjusted"> {
  const n = after.length;
  const count = (holds: (row: number) => boolean) => [...after.keys()].filter(holds).length;
  const better = count((row) => after[row] > before[row]);
  const worse = count((row) => after[row] < before[row]);
  const atHand = count((row) => before[row] === 1) / n;
  const accuracy = count((row) => after[row] === 1) / n;
  return { reading, parameter, n, accuracy, atHand, better, worse, p: mcnemar({ better, worse }) };
}
