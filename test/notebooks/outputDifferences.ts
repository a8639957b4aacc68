import { joined, type Notebook, type Output } from "../../lib/kernel";

/** How far a number may lie from the saved one: other versions of Node.js round other last digits. */
const absolute = 0.02;
const relative = 0.02;

const number = /[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/gi;

/** Words and numbers apart; the words must be equal, the numbers near. */
function textDifference(saved: string, found: string): string | null {
  if (saved.replace(number, "#") !== found.replace(number, "#")) {
    return `found ${JSON.stringify(found.slice(0, 300))}, saved ${JSON.stringify(saved.slice(0, 300))}`;
  }
  const savedNumbers = saved.match(number) ?? [];
  const foundNumbers = found.match(number) ?? [];
  const far = savedNumbers.findIndex((text, i) => {
    const [a, b] = [Number(text), Number(foundNumbers[i])];
    return Math.abs(a - b) > absolute + relative * Math.max(Math.abs(a), Math.abs(b));
  });
  return far < 0 ? null : `found the number ${foundNumbers[far]}, saved ${savedNumbers[far]}`;
}

/** Width and height of a PNG in base64, as its header states them. */
function pngSize(base64: string): string {
  const bytes = Buffer.from(base64.slice(0, 64), "base64");
  return `${bytes.readUInt32BE(16)} x ${bytes.readUInt32BE(20)}`;
}

function outputDifference(saved: Output, found: Output | undefined): string | null {
  if (!found) return `found no ${saved.output_type}, which is saved`;
  if (saved.output_type === "stream" && found.output_type === "stream") {
    return textDifference(joined(saved.text), joined(found.text));
  }
  if (!("data" in saved) || !("data" in found)) {
    return `found ${found.output_type}, saved ${saved.output_type}`;
  }
  const types = Object.keys(saved.data);
  if (Object.keys(found.data).join() !== types.join()) {
    return `found ${Object.keys(found.data)}, saved ${types}`;
  }
  for (const type of types) {
    const [a, b] = [saved, found].map(({ data }) => joined(data[type] as string));
    const difference =
      type === "image/png" ? pngDifference(a, b) : textDifference(evenlySpaced(a), evenlySpaced(b));
    if (difference) return `${type}: ${difference}`;
  }
  return null;
}

function pngDifference(saved: string, found: string): string | null {
  const [a, b] = [pngSize(saved), pngSize(found)];
  return a === b ? null : `found ${b} px, saved ${a}`;
}

/** A number and its sign may change the padding of a text table and nothing else. */
function evenlySpaced(text: string): string {
  return text.replace(/[ \t]+/g, " ");
}

/** Kinds of output, their media types and sizes of pictures; what they say is not looked at. */
function kindDifference(saved: Output, found: Output | undefined): string | null {
  const [a, b] = [saved, found].map((output) => {
    if (!output) return "nothing";
    if (!("data" in output)) return output.output_type;
    const png = output.data["image/png"];
    return [...Object.keys(output.data), png ? pngSize(joined(png as string)) : ""].join(" ");
  });
  if (!found) return `found no ${saved.output_type}, which is saved`;
  return a === b ? null : `found ${b}, saved ${a}`;
}

/**
 * Where an executed notebook shows something else than its saved copy, a line each.
 *
 * @example
 * outputDifferences(readNotebook("notebooks/A1_12_Ensemble.ipynb"), executed); // []
 */
export const outputDifferences = (saved: Notebook, found: Notebook) =>
  differences(saved, found, outputDifference);

/**
 * The same for a run on other logits, which may show other words and numbers: where a cell shows
 * another kind of thing.
 */
export const kindDifferences = (saved: Notebook, found: Notebook) =>
  differences(saved, found, kindDifference);

function differences(
  saved: Notebook,
  found: Notebook,
  differenceOf: typeof outputDifference,
): string[] {
  return saved.cells.flatMap((cell) => {
    if (cell.cell_type !== "code") return [];
    const again = found.cells.find(({ id }) => id === cell.id);
    if (!again) return [`cell ${cell.id}: found none`];
    const outputs = cell.outputs ?? [];
    const surplus = (again.outputs ?? []).slice(outputs.length);
    return [
      ...outputs.map((output, i) => differenceOf(output, again.outputs?.[i])),
      ...surplus.map(({ output_type }) => `found a ${output_type} that is not saved`),
    ].flatMap((difference) => (difference ? [`cell ${cell.id}: ${difference}`] : []));
  });
}
