import { shapeOf } from "../../../files";
import { failOf } from "./fail";

/**
 * The shape that all models' arrays have, looked at before any is read.
 *
 * @throws InputError naming the first file whose shape is another than the first one's: another architecture,
 *   or other rows
 */
export function oneShape(files: readonly string[]): readonly number[] {
  const first = shapeOf(files[0]);
  for (const file of files) {
    const shape = shapeOf(file);
    if (`${shape}` === `${first}`) continue;
    failOf(file)(`shape [${shape}]`, `[${first}] as ${files[0]} has`);
  }
  return first;
}

/**
 * Refuses models of several architectures: what one of a kind says of an image is no measure of another kind.
 *
 * @param named architecture by file that says so
 * @throws InputError naming the first that differs
 */
export function requireOneArchitecture(named: readonly (readonly [string, string])[]): void {
  const other = named.find(([, architecture]) => architecture !== named[0][1]);
  if (other === undefined) return;
  failOf(other[0])(`architecture ${other[1]}`, `${named[0][1]} as in ${named[0][0]}`);
}
