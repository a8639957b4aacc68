import { mostClaims } from "../claim";
import { type Context, contextOf, nothingKnown, type WrittenFigure, within } from "./context";
import type { Token } from "./token";
import { tokensOf } from "./tokensOf";

/** A figure of JSON; `value` as it is written. */
export type JsonFigure = Omit<WrittenFigure, "value" | "decimals"> & {
  readonly value: number | string;
};

type Metric = Extract<Token, { kind: "metric" }>;

/** What the keys above a value say. */
interface Above extends Context {
  readonly metric: Metric | null;
  readonly limit: number | null;
}

/** Beside a figure these say what it is of. */
const saying =
  /^(?:model|name|attack|method|split|set|part|on|data|dataset|rows|where|source|edition|year)$/i;

/**
 * The figures of JSON: numbers, or texts that are numbers, under keys that name a metric.
 *
 * @returns as many as are kept of one source, and one more if there are more
 * @example
 * jsonFigures({ server: { RF: { "TPR@FPR=0.05": 0.0917 } } })[0].on; // "server"
 */
export function jsonFigures(value: unknown): JsonFigure[] {
  const figures: JsonFigure[] = [];
  walk(value, { ...nothingKnown, metric: null, limit: null }, figures);
  return figures;
}

function walk(value: unknown, above: Above, figures: JsonFigure[]): void {
  if (figures.length > mostClaims) return;
  if (Array.isArray(value)) {
    for (const one of value) if (typeof one === "object") walk(one, above, figures);
    return;
  }
  if (typeof value !== "object" || value === null) {
    const figure = figureOf(value, above);
    if (figure !== null) figures.push(figure);
    return;
  }
  const entries = Object.entries(value).slice(0, 10_000);
  let around = above;
  for (const [key, said] of entries) {
    if (!isSaid(key, said)) continue;
    around = { ...around, ...within(contextOf(tokensOf(String(said).slice(0, 200))), around) };
  }
  for (const [key, one] of entries) if (!isSaid(key, one)) walk(one, under(key, around), figures);
}

function isSaid(key: string, value: unknown): boolean {
  return saying.test(key) && (typeof value === "string" || typeof value === "number");
}

function under(key: string, above: Above): Above {
  const tokens = tokensOf(key.slice(0, 200));
  const metric = tokens.find((token): token is Metric => token.kind === "metric") ?? above.metric;
  const [limit] = tokens.flatMap((token) => (token.kind === "limit" ? [token.limit] : []));
  // `{"tpr": {"0.05": 0.145}}`
  const bare = tokens.length === 1 && tokens[0].kind === "number" ? tokens[0].value : null;
  const isOther = tokens.some((token) => token.kind === "stop");
  return {
    ...within(contextOf(tokens), above),
    metric: isOther || isInterval.test(key) ? null : metric,
    limit: limit ?? bare ?? above.limit,
  };
}

const isInterval = /(?:^|[_ ])(?:ci|low|high|lower|upper|interval|fpr|threshold|std|se|n)$/i;

function figureOf(value: unknown, { metric, limit, ...of }: Above): JsonFigure | null {
  const isText = typeof value === "string" && /^\s{0,9}\d{0,3}\.?\d{1,30}\s{0,9}$/.test(value);
  if (metric === null || !(typeof value === "number" || isText)) return null;
  const number = Number(value);
  if (!(number >= 0 && number <= 1)) return null;
  const atFpr = metric.quantity === "tpr" ? (metric.limit ?? limit) : null;
  const { on, model, edition } = of;
  return { on, model, edition, quantity: metric.quantity, atFpr, value: value as number | string };
}
