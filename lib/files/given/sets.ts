import { InputError } from "../inputError";
import { type GivenDataset, readGivenDataset } from "./dataset";

/** Where outputs and the rows that they are of lie. */
export interface GivenPaths {
  readonly publicOutputs: string | null;
  readonly privateOutputs: string | null;
  /** Where the rows' labels, ids and membership are, if the outputs' own files lack them. */
  readonly publicPath: string;
  readonly privatePath: string;
}

/** Both sets of an audit of which only outputs are known. */
export interface GivenSets {
  /** Those of the rows of a file. */
  of(rowsPath: string): GivenDataset | null;
  readonly kind: string;
  readonly classes: number;
  /** Of the public rows' outputs, for messages. */
  readonly path: string;
  /** Names of the views beside the plain one. */
  readonly views: readonly string[];
}

/**
 * Reads the outputs that are given in place of a model and images.
 *
 * @returns null where none are given
 * @throws InputError if they are given for one set alone, as `readGivenDataset`, or if the two files
 *   are not of one kind, as many classes and views
 * @example
 * const given = readGivenSets({ publicOutputs, privateOutputs, publicPath, privatePath });
 */
export function readGivenSets(paths: GivenPaths): GivenSets | null {
  const { publicOutputs, privateOutputs, publicPath, privatePath } = paths;
  if (publicOutputs === null && privateOutputs === null) return null;
  if (publicOutputs === null || privateOutputs === null) {
    const missing = publicOutputs === null ? "publicOutputs" : "privateOutputs";
    throw new InputError(`parameter ${missing}`, "none beside the other set's", "both or neither");
  }
  const [ofPublic, ofPrivate] = [
    readGivenDataset(publicOutputs, publicPath),
    readGivenDataset(privateOutputs, privatePath),
  ];
  const shape = ({ outputs }: GivenDataset) =>
    `${outputs.kind} of ${outputs.classes} classes in ${outputs.views.length} view${outputs.views.length === 1 ? "" : "s"}`;
  if (shape(ofPublic) !== shape(ofPrivate)) {
    throw new InputError(
      privateOutputs,
      shape(ofPrivate),
      `${shape(ofPublic)}, as ${publicOutputs}`,
    );
  }
  const { kind, classes, views } = ofPublic.outputs;
  return {
    kind,
    classes,
    path: publicOutputs,
    views: views.slice(1).map((_, i) => givenView(i + 1)),
    of: (rowsPath) =>
      rowsPath === publicPath ? ofPublic : rowsPath === privatePath ? ofPrivate : null,
  };
}

/**
 * What a view is called of which only its place in a file is known.
 *
 * @example
 * givenView(2); // "given2"
 */
export function givenView(place: number): string {
  return `given${place}`;
}
