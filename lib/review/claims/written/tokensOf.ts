import { decimalsOf } from "../claim";
import type { Token } from "./token";
import { modelNames, models, placeNames, places, plains, stops } from "./vocabulary";

const auc =
  /(?:(?:roc[ _-]{0,2})?au(?:ro)?c(?:[ _-]{0,2}roc)?|(?:roc[ _-])?area under (?:the )?(?:roc[ -])?curve)(?![a-z\d])/iy;
const tpr = /(?:tpr|true[ -]positive[ -]rates?)(?![a-z])/iy;
/** Behind a TPR: `@5%`, ` at 5 % FPR`, `_FPR_0.05`, ` (FPR <= .05)`, `_at_5`. */
const behindTpr =
  /[\s_]{0,2}[(@[_]{0,2}[\s_]{0,2}(?:(?:at|for|when|with|@)[\s_]{1,2})?(?:an?\s|the\s|fixed\s|low\s){0,2}(?<fpr>(?:fpr|false[ -]positive[ -]rates?)[\s_]{0,2}(?:of\s|is\s|[<≤=:~≈@]{1,2})?[\s_]{0,2})?(?<limit>(?:\d{1,3}[.,]\d{1,6}|\.\d{1,6}|\d{1,5}))(?![.,]?\d)\s?(?<percent>%|percent(?![a-z]))?(?<after>[\s_]?(?:fpr|false[ -]positive[ -]rates?)(?![a-z]))?/iy;
/** Anywhere else: `FPR = 5%`, `5 % FPR`. */
const namedFirst =
  /(?:fpr|false[ -]positive[ -]rates?)[\s_]{0,2}(?:of\s|is\s|at\s|[<≤=:~≈@]{1,2})?[\s_]{0,2}(?<limit>(?:\d{1,3}[.,]\d{1,6}|\.\d{1,6}|\d{1,3}))(?![.,]?\d)\s?(?<percent>%|percent(?![a-z]))?/iy;
const namedLast =
  /(?<limit>(?:\d{1,3}[.,]\d{1,6}|\.\d{1,6}|\d{1,3}))\s?(?<percent>%|percent(?![a-z]))?[\s-]?(?:fpr|false[ -]positive[ -]rates?)(?![a-z])/iy;
const number =
  /(?<digits>[+-]?(?:\d{1,20}(?:[.,]\d{1,30})?|\.\d{1,30})(?:e[+-]?\d{1,3})?)(?<percent>\s?%|\spercent(?![a-z]))?/iy;
const edition = /20(?:24|25|26)(?![\d.,/-]?\d)/y;
const letters = /\p{L}[\p{L}\p{M}\d]{0,60}/uy;

/**
 * What a text says of figures, sign by sign: metrics with the false-positive rate that they are read
 * at, numbers, the rows, models and editions that they are of. Takes time in proportion to the text.
 *
 * @example
 * tokensOf("TPR@5%: ~0.148"); // a metric (tpr at .05), signs, a number (.148 with 3 decimals)
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at += found[0].length;
    return found;
  };
  while (at < text.length) {
    const [before, sign] = [text[at - 1], text[at]];
    const goesOn = isLetter(before) || isDigit(before);
    if (sign === "\n" || endsSentence(text, at, tokens.at(-1))) {
      tokens.push({ kind: "end", line: sign === "\n" });
      at++;
    } else if (isLetter(sign) && !goesOn) {
      const token = wordAt(match);
      if (token.kind === "metric" && token.quantity === "tpr") {
        const start = at;
        const behind = match(behindTpr);
        token.limit = behind === null ? null : limitBehind(behind);
        if (token.limit === null) at = start;
      }
      tokens.push(token);
    } else {
      const mayBegin = (isDigit(sign) || ".+-".includes(sign)) && !goesOn && before !== ".";
      const found = mayBegin ? numberAt(text, at, match) : null;
      if (found !== null) tokens.push(found);
      else if (isLetter(sign) || isDigit(sign)) {
        // The rest of something that is neither a word nor a number, such as 3.11.4 or 5k.
        while (isLetter(text[at]) || isDigit(text[at]) || text[at] === ".") at++;
        tokens.push({ kind: "word", word: "" });
      } else {
        if (!" \t\r_*`\"'$\\{}\u00a0".includes(sign)) tokens.push({ kind: "sign", sign });
        at++;
      }
    }
  }
  return tokens;
}

/** Whose point ends no sentence. */
const shortened: ReadonlySet<string> = new Set(["approx", "ca", "vs", "resp", "cf", "fig", "tab"]);

function endsSentence(text: string, at: number, last: Token | undefined): boolean {
  if (!".!?".includes(text[at]) || /\S/.test(text[at + 1] ?? "")) return false;
  return !(last !== undefined && "word" in last && shortened.has(last.word));
}

type Match = (pattern: RegExp) => RegExpExecArray | null;

function wordAt(match: Match): Token {
  if (match(auc)) return { kind: "metric", quantity: "auc", limit: null };
  if (match(tpr)) return { kind: "metric", quantity: "tpr", limit: null };
  const named = match(namedFirst);
  if (named !== null) {
    const limit = limitOf(named);
    return limit === null ? { kind: "stop", word: "fpr" } : { kind: "limit", limit };
  }
  const on = nameOf(match(places), placeNames);
  if (on !== null) return { kind: "on", on };
  const model = nameOf(match(models), modelNames);
  if (model !== null) return { kind: "model", model };
  const found = (match(letters)?.[0] ?? "").toLowerCase();
  if (stops.has(found)) return { kind: "stop", word: found };
  return { kind: plains.has(found) ? "plain" : "word", word: found };
}

/** The name of the group that matched. */
function nameOf<T>(found: RegExpExecArray | null, names: readonly T[]): T | null {
  return found === null ? null : names[found.slice(1).findIndex((group) => group !== undefined)];
}

function isLetter(sign: string | undefined): boolean {
  if (sign === undefined) return false;
  return sign < "\u0080" ? /[a-z]/i.test(sign) : /\p{L}/u.test(sign);
}

function isDigit(sign: string | undefined): boolean {
  return sign !== undefined && sign >= "0" && sign <= "9";
}

function numberAt(text: string, at: number, match: Match): Token | null {
  const limit = match(namedLast);
  if (limit !== null) {
    const read = limitOf(limit);
    if (read !== null && isRound(read)) return { kind: "limit", limit: read };
  }
  return limit === null ? plainNumber(text, at, match) : { kind: "stop", word: "fpr" };
}

function plainNumber(text: string, at: number, match: Match): Token | null {
  const on = nameOf(match(places), placeNames);
  if (on !== null) return { kind: "on", on };
  const year = match(edition);
  if (year !== null) return { kind: "edition", edition: Number(year[0]) };
  number.lastIndex = at;
  const found = number.exec(text);
  if (found === null) return null;
  const { digits, percent } = found.groups!;
  const after = text.slice(at + found[0].length, at + found[0].length + 2);
  if (percent === undefined && /^(?:\p{L}|[.,]\d)/u.test(after)) return null;
  match(number);
  const decimal = digits.replace(",", ".");
  if (digits.includes(",") && !(percent || /^[+-]?0,\d\d/.test(digits)))
    return { kind: "word", word: digits };
  const value = Number(decimal);
  if (percent === undefined)
    return { kind: "number", value, decimals: decimalsOf(decimal), percent: false };
  return {
    kind: "number",
    value: Number((value / 100).toPrecision(15)),
    decimals: Math.min(decimalsOf(decimal) + 2, 20),
    percent: true,
  };
}

/** Behind a TPR a bare number is its limit only if it is a round one: `TPR@0.05`, not `TPR (0.148)`. */
function limitBehind(found: RegExpExecArray): number | null {
  const { fpr, after, percent } = found.groups!;
  const limit = limitOf(found);
  if (limit === null) return null;
  if (fpr !== undefined || after !== undefined) return limit;
  const isMarked = /[@_]|at\s/i.test(found[0]) || (percent !== undefined && found[0].includes("("));
  return isMarked && isRound(limit) ? limit : null;
}

/** 0.05 of `5%`, `5`, `0.05`, `.05`, `0,05`, `05` and `005`; null for what is no rate. */
function limitOf({ groups }: RegExpExecArray): number | null {
  const { limit: written, percent } = groups!;
  const value = Number(written.replace(",", "."));
  const isBare = /^\d+$/.test(written);
  const asRate = () => {
    if (percent !== undefined) return value / 100;
    if (!isBare) return value;
    return written.length > 2 && written.startsWith("0")
      ? Number(`0.${written.slice(1)}`)
      : value / 100;
  };
  const rate = Number(asRate().toPrecision(12));
  if (!(rate > 0 && rate < 1)) return null;
  // The rate that was reached, 0.0498, is told for the one that was asked for.
  return usualLimits.find((usual) => Math.abs(rate - usual) <= 0.03 * usual) ?? rate;
}

const usualLimits = [0.05, 0.01, 0.001, 0.1];

function isRound(rate: number): boolean {
  return Number(rate.toPrecision(1)) === rate;
}
