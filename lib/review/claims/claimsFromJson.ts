import { InputError, parseNumber } from "../../files";
import {
  type Claim,
  type ClaimedOn,
  decimalsOf,
  longestName,
  mostClaims,
  type Quantity,
  type StatedFigures,
  scoreQuantities,
} from "./claim";
import { jsonFigures } from "./written/jsonFigures";

const quantities: readonly string[] = ["auc", "tpr", ...scoreQuantities];
const places: readonly string[] = ["validation", "training", "server", "submission"];
const tables: Readonly<Record<string, ClaimedOn>> = {
  validation: "validation",
  server: "server",
  privateScores: "submission",
  submission: "submission",
};

const described = "claims as lib/review/claims/claimsFromJson.ts describes them";

/**
 * Claims from JSON, either a list
 * `{"claims": [{"source", "model", "on", "quantity", "at_fpr", "value"}]}` (a value written as text,
 * "0.5090", keeps its decimals) or tables by model as lib/audit/published/reported.json has them:
 * `{"validation": {"RF": {"auc": 0.6715, "tpr": 0.1454}}, "server": .., "privateScores": ..}`, or any
 * object whose keys name metrics, such as a server's reply `{"TPR@FPR=0.05": 0.145, "AUC": 0.655}`.
 *
 * @param name source of claims that name none
 * @throws InputError if there is no claim in it, or one is not understood
 * @example
 * claimsFromJson("c.json", { claims: [{ quantity: "auc", value: "0.6715" }] }, "c.json");
 */
export function claimsFromJson(file: string, value: unknown, name: string): Claim[] {
  const { claims } = figuresOfJson(file, value, name);
  if (claims.length === 0) throw new InputError(file, "no claim", described);
  return claims;
}

/**
 * As {@link claimsFromJson}, with the number of figures beyond the first thousand, which are left out;
 * an object that names no metric states none.
 *
 * @example
 * figuresOfJson("c.json", { claims: [{ quantity: "auc", value: "0.6715" }] }, "c.json").leftOut; // 0
 */
export function figuresOfJson(file: string, value: unknown, name: string): StatedFigures {
  const fail = (found: string): never => {
    throw new InputError(file, found, described);
  };
  if (!isRecord(value)) return fail("JSON that is no object");
  const listed = Array.isArray(value.claims) ? value.claims : tableEntries(value);
  const isListed = Array.isArray(value.claims) || listed.every(isKnown);
  const all = isListed && listed.length > 0 ? listed : namedEntries(value);
  const stated = all.slice(0, mostClaims).map((entry: unknown, i) => {
    const textOf = (what: string, given: unknown) =>
      typeof given === "string" || typeof given === "number"
        ? String(given).slice(0, longestName)
        : fail(`${what} ${JSON.stringify(given)} in claim ${i + 1}`);
    if (!isRecord(entry)) return fail(`claim ${i + 1} that is no object`);
    const { source = value.source ?? name, model = null, on = "server", quantity } = entry;
    const written = entry.value;
    const number = typeof written === "string" ? parseNumber(written.trim()) : written;
    if (!quantities.includes(textOf("quantity", quantity)))
      return fail(`quantity ${quantity} in claim ${i + 1}`);
    if (!places.includes(textOf("on", on))) return fail(`on ${on} in claim ${i + 1}`);
    if (typeof number !== "number" || !Number.isFinite(number)) {
      return fail(`value ${JSON.stringify(written)} in claim ${i + 1}`);
    }
    const limit = entry.at_fpr ?? 0.05;
    const isLimit = typeof limit === "number" && limit > 0 && limit < 1;
    if (quantity === "tpr" && !isLimit) {
      return fail(`at_fpr ${JSON.stringify(limit)} in claim ${i + 1}`);
    }
    const isScore = scoreQuantities.includes(quantity as Quantity);
    return {
      source: textOf("source", source),
      model: model === null ? null : textOf("model", model),
      on: isScore ? "submission" : (on as ClaimedOn),
      quantity: quantity as Quantity,
      edition: editionOf(entry.edition),
      atFpr: quantity === "tpr" ? Number(limit) : null,
      value: number,
      decimals: decimalsOf(String(written)),
      asText: typeof written === "string",
    };
  });
  if (stated.length === 0 && Array.isArray(value.claims)) return fail("no claim");
  const most = new Map<string | null, number>();
  for (const { on, model, decimals } of stated) {
    if (on === "submission") most.set(model, Math.max(most.get(model) ?? 0, decimals));
  }
  const claims = stated.map(({ asText, ...claim }) => {
    if (asText || claim.on !== "submission" || claim.quantity === "rows") return claim;
    // JSON drops trailing zeros: score statistics of one model were rounded alike.
    return { ...claim, decimals: most.get(claim.model) ?? claim.decimals };
  });
  return { claims, leftOut: all.length - stated.length };
}

function tableEntries(value: Record<string, unknown>): unknown[] {
  return Object.entries(tables).flatMap(([table, on]) => {
    const models = value[table];
    if (!isRecord(models)) return [];
    return Object.entries(models).flatMap(([model, figures]) =>
      Object.entries(isRecord(figures) ? figures : {})
        .filter(([, stated]) => stated !== null)
        .map(([quantity, stated]) => ({ model, on, quantity, value: stated })),
    );
  });
}

function isKnown(entry: unknown): boolean {
  return isRecord(entry) && quantities.includes(String(entry.quantity));
}

/** Figures under keys that name their metric; keys above, and texts beside, say what they are of. */
function namedEntries(value: unknown): unknown[] {
  return jsonFigures(value).map(({ on, quantity, atFpr, ...figure }) => ({
    ...figure,
    ...{ on: on ?? "server", quantity, at_fpr: atFpr ?? 0.05 },
  }));
}

function editionOf(given: unknown): number | null {
  return typeof given === "number" && Number.isInteger(given) ? given : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
