import type { IdsBySet } from "./referencesFile";

/** Ids beyond which models tell of theirs in bits: as lists they would be a text of 40 MB and more. */
const MOST_LISTED = 2_000_000;

type Listed = { readonly trainedOn: IdsBySet; readonly leftOut?: IdsBySet };

/**
 * What references.json says of models and ids: the models as they are, or, where their ids are too many
 * for lists, each dataset's ids once and for each model a text of bits in base64: bit i % 8 of byte i / 8 is 1
 * where it was trained on id i.
 *
 * @param ids of each dataset, in order
 * @param mostListed ids that models may tell of in lists
 * @example
 * writeJson("out/references.json", { ...plan, ...packedModels(models, ids) });
 */
export function packedModels(
  models: readonly Listed[],
  ids: IdsBySet,
  mostListed = MOST_LISTED,
): object {
  const rows = Object.values(ids).reduce((sum, list) => sum + list.length, 0);
  if (rows * models.length <= mostListed) return { models };
  const packed = models.map(({ leftOut: _, trainedOn, ...model }) => ({
    ...model,
    trainedOn: Object.fromEntries(
      Object.entries(ids).map(([set, all]) => [set, toBits(all, trainedOn[set] ?? [])]),
    ),
  }));
  return { ids, models: packed };
}

function toBits(ids: IdsBySet[string], trainedOn: IdsBySet[string]): string {
  const inside = new Set(trainedOn);
  const bytes = Buffer.alloc(Math.ceil(ids.length / 8));
  ids.forEach((id, i) => {
    if (inside.has(id)) bytes[i >> 3] |= 1 << (i & 7);
  });
  return bytes.toString("base64");
}

/**
 * What references.json says, with lists of ids in the place of bits. What is no such text, or not of as
 * many bits as there are ids, stays as it is, for the reader to refuse.
 *
 * @param value of the file, of any form
 * @example
 * unpackedModels({ ids: { public: ["a", "b", "c"] }, models: [{ trainedOn: { public: "BQ==" } }] });
 * // models: [{ trainedOn: { public: ["a", "c"] } }]
 */
export function unpackedModels(value: unknown): unknown {
  const { ids, models } = (value ?? {}) as { ids?: Record<string, unknown>; models?: unknown };
  if (typeof ids !== "object" || ids === null || !Array.isArray(models)) return value;
  const listed = models.map((model) => {
    const trainedOn: unknown = model?.trainedOn;
    if (typeof trainedOn !== "object" || trainedOn === null) return model;
    const lists = Object.entries(trainedOn).map(([set, told]) => [set, toList(ids[set], told)]);
    return { ...model, trainedOn: Object.fromEntries(lists) };
  });
  return { ...(value as object), models: listed };
}

function toList(ids: unknown, told: unknown): unknown {
  if (!Array.isArray(ids) || typeof told !== "string") return told;
  const bytes = Buffer.from(told, "base64");
  if (bytes.length !== Math.ceil(ids.length / 8)) return told;
  return ids.filter((_, i) => (bytes[i >> 3] >> (i & 7)) & 1);
}
