/** The parts of a dataset. */
export type Part = "images" | "labels" | "ids" | "membership";

/**
 * The names under which each part of a dataset is looked for, in attributes, dicts, arrays and
 * columns of tables alike; the first found counts. Spelled as `plainName` leaves them. The one table
 * of them: a name that is missing is added here.
 */
export const aliases: Readonly<Record<Part | "file", readonly string[]>> = {
  images: [
    ...["imgs", "images", "data", "x", "image", "img", "xs", "inputs", "input", "pictures"],
    ...["picture", "pixels", "pixelvalues", "samples", "features"],
  ],
  labels: [
    ...["labels", "targets", "label", "y", "target", "ys", "classid", "classids", "class"],
    ...["classlabel", "classlabels", "finelabels", "finelabel", "gt"],
  ],
  ids: [
    ...["ids", "id", "imageids", "imageid", "imgids", "imgid", "sampleids", "sampleid", "uids"],
    ...["uid", "indices", "index", "idxs", "idx"],
  ],
  membership: [
    ...["membership", "members", "member", "ismember", "memberships", "ismembers", "inout"],
    ...["intrain", "istrain", "intraining", "membershiplabels", "membershiplabel"],
  ],
  file: ["file", "filename", "path", "image", "files", "filenames", "filepath", "img"],
};

/** Names that need no word: the course's own and those of the usual dicts. */
const PLAIN: ReadonlySet<string> = new Set([
  "imgs",
  "images",
  "data",
  "labels",
  "targets",
  "ids",
  "id",
  "membership",
]);
const MAX_NAME = 60;

/**
 * A name as the table of aliases spells it: small letters without lines, blanks and underlines.
 *
 * @example
 * plainName("Is_Member"); // "ismember"
 */
export function plainName(name: string): string {
  return name.length > MAX_NAME ? name : name.toLowerCase().replace(/[_\- ]/g, "");
}

/**
 * The name, among those given, under which a part of a dataset stands; undefined where none does.
 * A name as the table has it goes before one that only differs in its letters' size.
 *
 * @example
 * nameOf("membership", ["id", "Memberships"]); // "Memberships"
 */
export function nameOf(part: keyof typeof aliases, names: readonly string[]): string | undefined {
  const exact = new Set(names);
  const spelled = new Map<string, string>();
  for (const name of names) {
    const plain = plainName(name);
    if (!spelled.has(plain)) spelled.set(plain, name);
  }
  for (const alias of aliases[part]) {
    const name = exact.has(alias) ? alias : spelled.get(alias);
    if (name !== undefined) return name;
  }
  return undefined;
}

/**
 * What to say of a part that was found under an unusual name; nothing where the name is usual.
 *
 * @example
 * guessedName("labels", "Fine_Label"); // ["labels read from Fine_Label"]
 */
export function guessedName(part: Part, name: string): string[] {
  return PLAIN.has(name) ? [] : [`${part} read from ${name}`];
}

/**
 * The commonest names of a part, for messages.
 *
 * @example
 * expectedName("ids"); // "ids or id"
 */
export function expectedName(part: keyof typeof aliases): string {
  return aliases[part].slice(0, part === "ids" ? 2 : 4).join(" or ");
}
