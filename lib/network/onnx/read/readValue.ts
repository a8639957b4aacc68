import { limits, printable } from "../../../files";
import type { Extent, GraphValue } from "../../graph/types";
import { messageOf, nameOf } from "./names";
import { wholeNumber } from "./numbers";
import { fieldsOf, type Refuse } from "./protobufReader";
import type { Reading } from "./readNode";
import { readElementType } from "./readTensor";

/**
 * A graph's input or output: name, type and dimensions. One that is not told gets a name of its own.
 *
 * @throws InputError through `refuse` if it is no tensor, or of a type that is not read
 */
export function readValue(bytes: Buffer, reading: Reading): GraphValue {
  const { budget, refuse } = reading;
  let name = "";
  let type: Buffer | undefined;
  for (const field of fieldsOf(bytes, budget, refuse)) {
    if (field.number === 1) name = nameOf(field, refuse);
    else if (field.number === 2) type = messageOf(field, refuse);
  }
  const own: Refuse = (found, expected) =>
    refuse(`value ${printable(name)} with ${found}`, expected);
  let tensor: Buffer | undefined;
  for (const field of fieldsOf(type ?? Buffer.alloc(0), budget, own)) {
    if (field.number === 1) tensor = messageOf(field, own);
    else if (field.number < 6) own("a sequence, map or optional", "a tensor");
  }
  let code = 0;
  const dimensions: Extent[] = [];
  for (const field of fieldsOf(tensor ?? Buffer.alloc(0), budget, own)) {
    if (field.number === 1) code = Number(field.value);
    else if (field.number === 2) {
      for (const dimension of fieldsOf(messageOf(field, own), budget, own)) {
        if (dimension.number !== 1) continue;
        if (dimensions.length === limits.dimensions) {
          own("many dimensions", `${limits.dimensions} at most`);
        }
        const unnamed = `${name}_${dimensions.length}`;
        dimensions.push(extentOf(messageOf(dimension, own), unnamed, reading, own));
      }
    }
  }
  const stored = readElementType(code, own);
  if (stored.name !== stored.type) reading.noteHalf();
  return { name, type: stored.type, dimensions };
}

function extentOf(bytes: Buffer, unnamed: string, { budget }: Reading, refuse: Refuse): Extent {
  let extent: Extent = unnamed;
  for (const field of fieldsOf(bytes, budget, refuse)) {
    if (field.number === 1) {
      const fixed = wholeNumber(field.value);
      // Some writers say 0 or -1 of a size that is known at run time.
      if (fixed > 0) extent = fixed;
    } else if (field.number === 2) extent = nameOf(field, refuse) || unnamed;
  }
  return extent;
}
