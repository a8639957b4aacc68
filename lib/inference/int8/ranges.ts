import type { ImageSource } from "../../files";
import type { Graph } from "../../network/graph/types";
import { endsOf, layersOf, placesOf, type Range, rangedValues, withEnds } from "../../network/int8";
import { FORWARD, writeGraph } from "../../network/onnx";
import { append } from "../../numeric/arrays";
import { breathe } from "../../numeric/interruption";
import { ofRuntime } from "../engines/onnx/ofRuntime";
import { loadOnnxruntime } from "../engines/onnx/runtime";
import { openSession } from "../engines/onnx/session";
import { batchSizeFor } from "../logits";
import type { Normalization } from "../normalisedBytes";
import { normalisedReader } from "../normalisedReader";

/** Images at a time: every value that is looked at is there at once. */
const BATCH = 16;

/**
 * The share of images whose numbers lie within a range. In one image of a thousand a network's values may be ten times
 * as large as in all others, whose bytes would be ten times as coarse if ranges held it.
 */
const WITHIN = 0.99;

/**
 * The range of every value that is to be rounded, by some images.
 *
 * @param sources images of the graph's size
 * @example
 * const ranges = await rangesOver(graph, calibrationImages(images, size), { mean, std }, 2);
 */
export async function rangesOver(
  graph: Graph,
  sources: readonly ImageSource[],
  normalization: Normalization,
  threads: number,
): Promise<ReadonlyMap<string, Range>> {
  const { Tensor } = await loadOnnxruntime();
  const values = rangedValues(placesOf(graph, layersOf(graph)));
  const ends = new Map<string, number[]>(
    values.flatMap((value) => Object.values(endsOf(value)).map((end) => [end, []])),
  );
  const session = await openSession(writeGraph(withEnds(graph, values)), threads);
  try {
    for (const images of sources) {
      const { channels, height, width } = images;
      const read = normalisedReader(images, normalization);
      const most = batchSizeFor(BATCH, images);
      for (let start = 0; start < images.count; start += most) {
        const count = Math.min(most, images.count - start);
        const batch = new Float32Array(count * channels * height * width);
        read(start, count, batch);
        const given = new Tensor("float32", batch, [count, channels, height, width]);
        const found = await ofRuntime(session.run({ [FORWARD.images]: given }));
        for (const [end, numbers] of ends) append(numbers, found[end].data as Float32Array);
        await breathe();
      }
    }
  } finally {
    await session.release();
  }
  const given = new Set(graph.inputs.map(({ name }) => name));
  return new Map(
    values.map((value) => {
      const { low, high } = endsOf(value);
      const [lows, highs] = [low, high].map((end) => Float64Array.from(ends.get(end) ?? []).sort());
      return [value, given.has(value) ? whole(lows, highs) : usual(lows, highs)];
    }),
  );
}

/** What is given has a range of its own, that of its bytes. */
function whole(lows: Float64Array, highs: Float64Array): Range {
  return { low: lows[0], high: highs[highs.length - 1] };
}

function usual(lows: Float64Array, highs: Float64Array): Range {
  const place = Math.round(WITHIN * (lows.length - 1));
  return { low: lows[lows.length - 1 - place], high: highs[place] };
}
