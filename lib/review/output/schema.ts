import type { JsonSchema } from "../../files/outputs";
import { judgementSchema } from "./judgementSchema";
import { integer, interval, number, object, orNull, rate, text, texts } from "./schemaParts";

const verdict: JsonSchema = { type: "string", pattern: "^(accepted|rejected|unreadable)$" };

const plain = object({
  level: { type: "string", pattern: "^(error|warning|note)$" },
  code: { type: "string", pattern: "^[a-z0-9-]+$" },
  rows: { type: "array", items: integer, maxItems: 10 },
  count: integer,
  found: text,
  expected: text,
  mend: text,
});
/** What code was read for says how sure it is. */
const certainty: JsonSchema = { type: "string", pattern: "^(sure|likely|look)$" };
const finding: JsonSchema = { ...plain, properties: { ...plain.properties, certainty } };
const findings: JsonSchema = { type: "array", items: finding };

const match = object({
  source: text,
  model: orNull(text),
  agreeing: integer,
  stated: integer,
});

const claim = object({
  source: text,
  model: orNull(text),
  on: { type: "string", pattern: "^(validation|training|server|submission)$" },
  edition: orNull(integer),
  quantity: { type: "string", pattern: "^(auc|tpr|rows|min|max|mean|std)$" },
  atFpr: orNull(rate),
  value: number,
  decimals: integer,
  status: { type: "string", pattern: "^(equal|inside|outside|not checkable)$" },
  measured: orNull(number),
  reason: text,
  publishedRule: { type: "boolean" },
});

const submission = object({
  team: text,
  person: orNull(text),
  grouped: { type: "boolean" },
  file: text,
  verdict,
  sha256: orNull(text),
  rows: integer,
  distinct: integer,
  statistics: orNull(object({ min: number, max: number, mean: number, std: number })),
  findings,
  edition: orNull(object({ year: integer, source: text })),
  judgement: orNull(judgementSchema),
  claims: { type: "array", items: claim },
  matches: { type: "array", items: match },
});

const lead = object({
  team: text,
  over: text,
  tpr: object({ difference: number, interval: orNull(interval) }),
  auc: object({ difference: number, interval: orNull(interval) }),
  established: { type: "boolean" },
});

const classReview = object({
  order: texts,
  leads: { type: "array", items: lead },
  tiers: { type: "array", items: object({ teams: texts }) },
  compared: texts,
  correlation: { type: "array", items: { type: "array", items: orNull(number) } },
  nearDuplicates: {
    type: "array",
    items: object({ teams: texts, correlation: number, identical: { type: "boolean" } }),
  },
  upsideDown: texts,
  alikeCode: {
    type: "array",
    items: object({ teams: texts, share: rate, runs: integer }),
  },
  left: texts,
  rows: integer,
  bootstrapReplicates: integer,
});

const notebook = object({
  file: text,
  team: orNull(text),
  kind: { type: "string", pattern: "^(notebook|script|percent script|file)$" },
  verdict,
  sha256: orNull(text),
  language: orNull(text),
  cells: integer,
  executed: { type: "boolean" },
  findings,
});

const source = object({
  file: text,
  team: orNull(text),
  verdict,
  claims: integer,
  saysIsotonic: { type: "boolean" },
});

/**
 * What `npm run review -- ... --json FILE` writes, as a JSON Schema. Rows of a submission's findings
 * are lines of its file (the header is line 1), those of a notebook's are cells, both from 1; of many
 * rows the first ten are named and `count` counts all. Intervals are 95 %. What is not known is null.
 * Keys beyond these are not written.
 */
export const reviewSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Review of membership-inference submissions",
  description: "Findings about submissions, the claims made about them and notebooks",
  ...object({
    version: { type: "integer", minimum: 1, maximum: 1 },
    verdict,
    settings: object({
      seed: integer,
      holdout: rate,
      replicates: integer,
      inputs: {
        type: "object",
        additionalProperties: { type: "string", pattern: "^[0-9a-f]{64}$" },
      },
    }),
    submissions: { type: "array", items: submission },
    class: orNull(classReview),
    claims: object({ sources: { type: "array", items: source }, findings }),
    notebooks: { type: "array", items: notebook },
  }),
};
