import type { JsonSchema } from "../../files/outputs";
import { integer, interval, number, object, orNull, rate, text } from "./schemaParts";

const gap = orNull(object({ mean: number, interval }));

const tpr = object({
  maxFpr: rate,
  tpr: rate,
  fpr: rate,
  threshold: orNull(number),
  interval: orNull(interval),
  note: orNull(text),
  lift: number,
  advantage: number,
});

/** What the answers say of one submission, as a JSON Schema. */
export const judgementSchema: JsonSchema = object({
  rows: integer,
  members: integer,
  auc: object({
    auc: rate,
    standardError: orNull(number),
    interval: orNull(interval),
    note: orNull(text),
  }),
  tpr: { type: "array", items: tpr, minItems: 3, maxItems: 3 },
  bootstrapReplicates: integer,
  publishedRuleTpr: rate,
  tieCost: object({ tpr: rate, tprIfBroken: rate }),
  holdout: object({ share: rate, splits: integer, auc: gap, tpr: gap }),
  classes: orNull({
    type: "array",
    items: object({
      label: text,
      members: integer,
      nonMembers: integer,
      auc: orNull(rate),
      interval: orNull(interval),
    }),
  }),
  exposed: {
    type: "array",
    items: object({
      id: text,
      score: number,
      rank: integer,
      member: { type: "boolean" },
      pValue: rate,
    }),
  },
});
