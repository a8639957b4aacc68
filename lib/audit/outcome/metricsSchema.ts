import type { JsonSchema } from "../../files/outputs/jsonSchema";

const text: JsonSchema = { type: "string" };
const rate: JsonSchema = { type: "number", minimum: 0, maximum: 1 };
const interval: JsonSchema = { type: "array", items: rate, minItems: 2, maxItems: 2 };

const hash: JsonSchema = { type: "string", pattern: "^[0-9a-f]{64}$" };
const hashes: JsonSchema = { type: "object", additionalProperties: hash };

const inputs: JsonSchema = {
  type: "object",
  description:
    "by role (model, public, private; answers, normalization and references where there are any): base name, SHA-256 and bytes of the file",
  additionalProperties: {
    type: "object",
    required: ["file", "sha256"],
    properties: {
      file: { type: "string", pattern: "^[^/\\\\]+$" },
      sha256: hash,
      size: { type: "integer", minimum: 0 },
    },
  },
};

const operatingPoint: JsonSchema = {
  type: "object",
  required: ["tpr", "fpr", "threshold"],
  properties: {
    tpr: rate,
    fpr: rate,
    threshold: {
      type: ["number", "null"],
      description:
        "scores from here up count as members; null: the limit lets no score through, or part is crossfitted and each fold has its own",
    },
    advantage: { type: "number", minimum: -1, maximum: 1 },
    lift: { type: "number", minimum: 0 },
    precision: {
      type: "object",
      propertyNames: { pattern: "^0\\.\\d+$" },
      additionalProperties: { type: ["number", "null"], minimum: 0, maximum: 1 },
    },
    ci: interval,
    note: text,
  },
};

const metricsRow: JsonSchema = {
  type: "object",
  required: ["column", "model", "protocol", "part", "n", "members", "auc", "tpr"],
  properties: {
    column: text,
    model: text,
    protocol: text,
    part: {
      type: "string",
      description:
        "rows of scores_public.csv whose part_PROTOCOL has this value; crossfitted: all of them, fold_PROTOCOL (1 to 5) saying which attack judged each; private: those of scores_private.csv",
    },
    n: { type: "integer", minimum: 1 },
    members: { type: "integer", minimum: 0 },
    auc: { ...rate, description: "of part crossfitted the mean over folds of the AUC within" },
    auc_ci: interval,
    tpr: {
      type: "object",
      propertyNames: { pattern: "^0\\.\\d+$" },
      additionalProperties: operatingPoint,
    },
  },
};

const count: JsonSchema = { type: "integer", minimum: 0 };

const accuracy: JsonSchema = {
  type: "object",
  required: ["set", "n", "accuracy", "ci"],
  properties: { set: text, n: { type: "integer", minimum: 1 }, accuracy: rate, ci: interval },
};

const selfCheck: JsonSchema = {
  type: "object",
  description:
    "whether the network knows the images as they are read: its accuracy by set on all rows, and on a sample of public rows beside other readings of the same files",
  required: ["accuracies", "sample", "chance", "readings", "warns", "verdict"],
  properties: {
    accuracies: { type: "array", items: accuracy },
    sample: accuracy,
    chance: { ...rate, description: "share of the commonest label in the sample" },
    readings: {
      type: "array",
      items: {
        type: "object",
        required: [
          "reading",
          "parameter",
          "n",
          "accuracy",
          "atHand",
          "better",
          "worse",
          "p",
          "adjusted",
        ],
        properties: {
          reading: text,
          parameter: { type: "string", description: "the parameter that takes this reading" },
          n: { type: "integer", minimum: 1 },
          accuracy: rate,
          atHand: { ...rate, description: "of the reading at hand on the same rows" },
          better: count,
          worse: count,
          p: { ...rate, description: "McNemar, exact, one-sided" },
          adjusted: { ...rate, description: "by Holm for the number tried" },
        },
      },
    },
    warns: { type: "boolean" },
    verdict: text,
  },
};

const numbers: JsonSchema = { type: "array", items: { type: "number" }, minItems: 1 };

const readAs: JsonSchema = {
  type: "object",
  description: "how the inputs were read; with the same files it gives the same figures again",
  required: ["network", "weights", "stem", "unsaid", "edition", "preprocessing", "normalization"],
  properties: {
    network: text,
    weights: { type: ["string", "null"], description: "which of several models in the file" },
    stem: { type: "string", description: "the parameter: auto, or how the network begins" },
    unsaid: {
      type: ["object", "null"],
      description: "what weights do not say, as the parameter said it",
      properties: {
        epsilon: { type: "number", minimum: 0 },
        strideOn: text,
        groups: { type: "integer", minimum: 1 },
      },
    },
    edition: { type: "integer", description: "the year of the course" },
    preprocessing: {
      type: "object",
      description:
        "values, input, resize, centerCrop, channels, scale: those that are not as stored",
    },
    normalization: {
      type: ["object", "null"],
      description: "null: outputs were given, nothing was run",
      required: ["mean", "std"],
      properties: { mean: numbers, std: numbers, scale: { type: "number" } },
    },
  },
};

const seconds: JsonSchema = { type: "number", minimum: 0 };

const looks: JsonSchema = {
  type: "object",
  description: "ways of looking at the images again, which of them ran and why",
  required: ["budget", "forecast", "looks"],
  properties: {
    budget: { type: ["number", "null"], description: "seconds that the attack might take" },
    forecast: {
      type: "object",
      description: "seconds, reckoned before: with the looks that ran, and with all",
      required: ["taken", "all"],
      properties: { taken: seconds, all: seconds },
    },
    looks: {
      type: "array",
      items: {
        type: "object",
        required: ["look", "seconds", "runs", "because"],
        properties: {
          look: { type: "string", description: 'a view, or "gradients"' },
          seconds,
          runs: { type: "boolean" },
          because: text,
        },
      },
    },
    views: {
      type: "object",
      description: "in which numbers views of the images were computed, and why",
      required: ["precision", "because"],
      properties: { precision: { type: "string", pattern: "^(float32|int8)$" }, because: text },
    },
  },
};

/** metrics.json as a JSON Schema. Keys beyond those described are allowed. */
export const metricsSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "metrics.json",
  description:
    "How well each column of scores_public.csv and scores_private.csv tells members from non-members",
  type: "object",
  required: ["rows", "seeds", "engine", "stages", "versions", "inputs"],
  properties: {
    rows: { type: "array", items: metricsRow },
    seeds: { type: "object", additionalProperties: { type: "integer" } },
    engine: text,
    stages: { type: "object", additionalProperties: { type: "number", minimum: 0 } },
    clock: {
      type: "object",
      description: "when the run began, and its seconds from there to the writing of metrics.json",
      required: ["began", "seconds"],
      properties: {
        began: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$" },
        seconds: { type: "number", minimum: 0 },
      },
    },
    versions: { type: "object", additionalProperties: text },
    inputs,
    readAs,
    memory: {
      type: "object",
      required: ["peakBytes"],
      properties: { peakBytes: { type: "integer", minimum: 1 } },
    },
    artefacts: hashes,
    arithmetic: {
      type: "object",
      description:
        "by protocol: the arithmetic of its features and models; perceptron: of every protocol's network",
      additionalProperties: { type: "string", pattern: "^float(32|64)$" },
    },
    selfCheck,
    looks,
  },
};
