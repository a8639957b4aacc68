import type { Foreign } from "./foreignFile";
import { shownKeys } from "./formats/pickle/values";

const TORCH = "a file that torch.save wrote";

/** Names of entries that tell what a zip file is, what it is called then, and the mend. */
const kinds: readonly (readonly [RegExp, string, string])[] = [
  [/^\[Content_Types\]\.xml$/, "an Office document", TORCH],
  [/^META-INF\/MANIFEST\.MF$/, "a Java archive", TORCH],
  [
    /^MAR-INF\/MANIFEST\.json$/,
    "a TorchServe archive",
    `${TORCH}: unpack it and give the .pt inside`,
  ],
  [/\.weights\.h5$/, "a Keras model", `${TORCH}, or numpy.savez of its arrays`],
  [/(^|\/)\.data\/extern_modules$/, "a torch.package archive, which holds programs", TORCH],
  [
    /(^|\/)(serialized_exported_program\.json|models\/[^/]+\.json)$/,
    "a torch.export program",
    TORCH,
  ],
  [
    /\.(pt|pth|ckpt|safetensors|npz|pkl|bin)$/i,
    "a zip file around another",
    "that one: unpack it first",
  ],
  [
    /\.(png|jpe?g)$/i,
    "a zip file of pictures",
    "a folder of pictures with a CSV file: unpack it first",
  ],
];

/**
 * Says what a zip file is in which torch.save's `data.pkl` is missing.
 *
 * @example
 * foreignArchive(["xl/workbook.xml", "[Content_Types].xml"]).found;
 * // "an Office document (a zip file of xl/workbook.xml, [Content_Types].xml)"
 */
export function foreignArchive(names: readonly string[]): Foreign {
  if (names.length === 0) return { found: "an empty zip file", expected: TORCH };
  const kind = kinds.find(([name]) => names.some((entry) => name.test(entry)));
  const held = shownKeys(names.slice(0, 5)) + (names.length > 5 ? " ..." : "");
  const [, found, expected] = kind ?? [/^/, "a zip file of something else", TORCH];
  return { found: `${found} (a zip file of ${held})`, expected };
}
