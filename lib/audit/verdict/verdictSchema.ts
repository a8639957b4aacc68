import type { JsonSchema } from "../../files/outputs";
import { EPSILON_METHODS } from "../epsilon";

const text: JsonSchema = { type: "string" };
const texts: JsonSchema = { type: "array", items: text };
const count: JsonSchema = { type: "integer", minimum: 0 };
const rate: JsonSchema = { type: "number", minimum: 0, maximum: 1 };
const end: JsonSchema = { type: ["number", "null"], minimum: -1, maximum: 1 };

const figure: JsonSchema = {
  type: "object",
  description: "with its two-sided 95 % interval; ends are null where there is none, and note why",
  required: ["value", "low", "high"],
  properties: {
    value: { type: "number", minimum: -1, maximum: 1 },
    low: end,
    high: end,
    note: text,
  },
};

const strength: JsonSchema = {
  type: "object",
  required: ["rows", "members", "auc", "tpr"],
  properties: {
    rows: { type: "integer", minimum: 1 },
    members: count,
    auc: figure,
    tpr: {
      type: "object",
      description: "the largest true-positive rate by the limit on the false-positive rate",
      propertyNames: { pattern: "^0\\.\\d+$" },
      additionalProperties: {
        ...figure,
        required: ["value", "low", "high", "fpr"],
        properties: { ...figure.properties, fpr: rate },
      },
    },
  },
};

const file: JsonSchema = {
  type: "object",
  required: ["file", "sha256"],
  properties: {
    file: { type: "string", pattern: "^[^/\\\\]+$" },
    sha256: { type: "string", pattern: "^[0-9a-f]{64}$" },
  },
};

const attacked: JsonSchema = {
  type: "object",
  required: ["model", "network", "public", "private", "inputs"],
  properties: {
    model: { ...file, type: ["object", "null"], description: "null: its outputs were given" },
    network: text,
    public: {
      type: "object",
      required: ["rows", "members"],
      properties: { rows: count, members: count },
    },
    private: { type: "object", required: ["rows"], properties: { rows: count } },
    inputs: {
      type: "object",
      description: "by role, as in metrics.json",
      additionalProperties: file,
    },
  },
};

const gain: JsonSchema = {
  ...figure,
  description: "paired, on the rows that judge",
  required: ["attack", "over", "figure", "value", "low", "high"],
  properties: { ...figure.properties, attack: text, over: text, figure: text },
};

const bound: JsonSchema = {
  type: "object",
  description:
    "a guarantee of (epsilon, delta)-differential privacy that promises less is contradicted",
  required: ["method", "delta", "confidence", "threshold", "epsilon", "assumes"],
  properties: {
    method: { type: "string", pattern: `^(${EPSILON_METHODS.join("|")})$` },
    delta: rate,
    confidence: rate,
    threshold: { type: ["number", "null"], description: "null: nothing is bounded above 0" },
    epsilon: { type: "number", minimum: 0 },
    assumes: texts,
  },
};

const guarantee: JsonSchema = {
  type: ["object", "null"],
  description: "of differential privacy, for a record added or removed; null: none was given",
  required: ["epsilon", "delta", "accountant", "contradicted", "says"],
  properties: {
    epsilon: { type: "number", minimum: 0 },
    delta: rate,
    accountant: { type: "string", description: "where epsilon comes from" },
    contradicted: { type: "boolean", description: "the one-run bound is above epsilon" },
    says: text,
  },
};

const flagged: JsonSchema = {
  type: "object",
  required: ["set", "rate", "count", "realised"],
  properties: {
    set: text,
    rate: { ...rate, description: "false discovery rate that is promised" },
    count,
    realised: { type: ["number", "null"], minimum: 0, maximum: 1 },
  },
};

const threshold: JsonSchema = {
  type: "object",
  required: ["threshold", "fails", "found"],
  properties: { threshold: text, fails: { type: "boolean" }, found: text },
};

/** summary.json as a JSON Schema. Keys beyond those described are allowed. */
export const verdictSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "summary.json",
  description:
    "What a run has found: what was attacked, how strongly, who is exposed, what was not tested",
  type: "object",
  required: [
    "attacked",
    "attack",
    "chosenBy",
    "submission",
    "judged",
    "found",
    "gains",
    "epsilon",
    "guarantee",
    "flagged",
    "warnings",
    "notTested",
    "thresholds",
  ],
  properties: {
    attacked,
    attack: text,
    chosenBy: text,
    submission: text,
    judged: {
      ...strength,
      description: "on the rows that judge the attack",
      required: ["protocol", "part", "column", "rows", "members", "auc", "tpr"],
      properties: { ...strength.properties, protocol: text, part: text, column: text },
    },
    found: {
      ...strength,
      type: ["object", "null"],
      description: "on private rows, by the answers",
    },
    gains: { type: "array", items: gain },
    epsilon: { type: "array", items: bound },
    guarantee,
    flagged: { type: "array", items: flagged },
    warnings: texts,
    notTested: texts,
    thresholds: { type: "array", items: threshold },
  },
};
