import { InputError } from "../../files";
import { type Claim, type ClaimedOn, decimalsOf, type Quantity, scoreQuantities } from "./claim";

const quantities: readonly string[] = ["auc", "tpr", ...scoreQuantities];
const places: readonly string[] = ["validation", "server", "submission"];
const tables: Readonly<Record<string, ClaimedOn>> = {
  validation: "validation",
  server: "server",
  privateScores: "submission",
  submission: "submission",
};

/**
 * Claims from JSON, either a list
 * `{"claims": [{"source", "model", "on", "quantity", "at_fpr", "value"}]}` (a value written as text,
 * "0.5090", keeps its decimals) or tables by model as lib/audit/published/reported.json has them:
 * `{"validation": {"RF": {"auc": 0.6715, "tpr": 0.1454}}, "server": .., "privateScores": ..}`.
 *
 * @param name source of claims that name none
 * @throws InputError if there is no claim in it, or one is not understood
 * @example
 * claimsFromJson("c.json", { claims: [{ quantity: "auc", value: "0.6715" }] }, "c.json");
 */
export function claimsFromJson(file: string, value: unknown, name: string): Claim[] {
  const fail = (found: string): never => {
    throw new InputError(
      file,
      found,
      "claims as lib/review/claims/claimsFromJson.ts describes them",
    );
  };
  if (!isRecord(value)) return fail("JSON that is no object");
  const entries = Array.isArray(value.claims) ? value.claims : tableEntries(value);
  const stated = entries.map((entry: unknown, i) => {
    if (!isRecord(entry)) return fail(`claim ${i + 1} that is no object`);
    const { source = value.source ?? name, model = null, on = "server", quantity } = entry;
    const written = entry.value;
    const number = typeof written === "string" && written.trim() !== "" ? Number(written) : written;
    const tell = (what: string, found: unknown) =>
      fail(`${what} ${JSON.stringify(found)} in claim ${i + 1}`);
    if (typeof quantity !== "string" || !quantities.includes(quantity))
      return tell("quantity", quantity);
    if (typeof on !== "string" || !places.includes(on)) return tell("on", on);
    for (const [what, name] of Object.entries({ source, model })) {
      if (name !== null && typeof name !== "string") return tell(what, name);
    }
    const atFpr = quantity === "tpr" ? Number(entry.at_fpr ?? 0.05) : null;
    if (atFpr !== null && !(atFpr > 0 && atFpr < 1)) return tell("at_fpr", entry.at_fpr);
    if (typeof number !== "number" || !Number.isFinite(number)) {
      return tell("value", written);
    }
    const isScore = scoreQuantities.includes(quantity as Quantity);
    return {
      source: String(source),
      model: model === null ? null : String(model),
      on: isScore ? "submission" : (on as ClaimedOn),
      quantity: quantity as Quantity,
      atFpr,
      value: number,
      decimals: decimalsOf(String(written)),
      asText: typeof written === "string",
    };
  });
  if (stated.length === 0) return fail("no claim");
  return stated.map(({ asText, ...claim }) => {
    if (asText || claim.on !== "submission" || claim.quantity === "rows") return claim;
    // JSON drops trailing zeros: score statistics of one model were rounded alike.
    const alike = stated.filter(
      (other) => other.on === "submission" && other.model === claim.model,
    );
    return {
      ...claim,
      decimals: alike.reduce((most, { decimals }) => Math.max(most, decimals), 0),
    };
  });
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
