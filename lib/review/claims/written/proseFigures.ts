import type { ClaimedOn } from "../claim";
import { type Context, type WrittenFigure, within } from "./context";
import type { Token } from "./token";

type Metric = Extract<Token, { kind: "metric" }>;
type NumberToken = Extract<Token, { kind: "number" }>;

/**
 * The figures of a paragraph: each number that stands beside the name of a metric with nothing
 * between them but words such as "of", "reached" or the rows it is of. Differences, bounds and
 * intervals are none.
 *
 * @param around what the headings above say
 * @example
 * proseFigures(tokensOf("On the server AUC was 0.655 and TPR@5% 14.5%"), nothingKnown).length; // 2
 */
export function proseFigures(tokens: readonly Token[], around: Context): WrittenFigure[] {
  return new Paragraph(tokens, around).read();
}

/** From here on a figure of chance: an AUC of a half, a TPR of its own FPR. */
const chance: ReadonlySet<string> = new Set(["chance", "random", "guess", "guessing", "baseline"]);
const ofRows: ReadonlySet<string> = new Set(["split", "set", "part", "rows", "data", "fold"]);
const joining: ReadonlySet<string> = new Set([",", "/", "&", "and", "|"]);
const ofCourse: ReadonlySet<string> = new Set(
  "edition course target challenge task year term semester ws ss summer winter".split(" "),
);
/** Words before a number that is none of the figures: the next one may be. */
const beforeOne: ReadonlySet<string> = new Set(["from", "by", "±"]);
const nearby = 8;

class Paragraph {
  private readonly figures: WrittenFigure[] = [];
  /** Metrics that wait for their figures, or had them. */
  private metrics: Metric[] = [];
  private given = 0;
  /** Why no figure of these metrics can follow; null if one can. */
  private blocked: string | null = null;
  /** Whether rows or a model were named since the last figure. */
  private renamed = false;
  /** Whether nothing but a joining sign came since the last metric or figure. */
  private joined = false;
  /** A number whose metric may follow. */
  private early: number | null = null;
  private sentence = 0;
  private limit: { readonly at: number; readonly limit: number } | null = null;
  private on: { readonly on: ClaimedOn; readonly sentence: number } | null = null;
  private model: { readonly model: string; readonly sentence: number } | null = null;
  private edition: number | null = null;
  private listed: readonly [ClaimedOn, ClaimedOn] | null = null;
  /** The place of a number that was read with the one before it. */
  private readAhead = -1;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly around: Context,
  ) {}

  read(): WrittenFigure[] {
    for (let i = 0; i < this.tokens.length; i++) this.take(this.tokens[i], i);
    return this.figures;
  }

  private take(token: Token, i: number): void {
    switch (token.kind) {
      case "metric":
        this.takeMetric(token, i);
        return;
      case "number":
        this.takeNumber(token, i);
        return;
      case "limit":
        this.limit = { at: this.sentence, limit: token.limit };
        return;
      case "on":
        this.noteList(token.on, i);
        this.on = { on: token.on, sentence: this.sentence };
        this.renamed = true;
        return;
      case "model":
        this.model = { model: token.model, sentence: this.sentence };
        this.renamed = true;
        return;
      case "edition":
        if (this.isOfCourse(i)) this.edition = token.edition;
        return;
      case "stop":
        this.block(token.word);
        return;
      case "word":
        this.block("");
        return;
      case "sign":
        this.takeSign(token.sign, i);
        return;
      case "end":
        this.takeEnd(token.line);
        return;
      case "plain":
        this.joined &&= joining.has(token.word);
        if (joining.has(token.word)) this.early = null;
    }
  }

  private takeMetric(metric: Metric, i: number): void {
    const isFirst = isSign(this.tokens[i + 1], "/&") && this.tokens[i + 2]?.kind === "metric";
    if (this.early !== null && !isFirst) {
      const number = this.tokens[this.early] as NumberToken;
      this.early = null;
      this.add(metric, number, i);
      this.metrics = [metric];
      this.given = 1;
    } else if (this.metrics.length > 0 && this.given === 0 && this.joined) {
      this.metrics.push(metric);
    } else {
      this.metrics = [metric];
      this.given = 0;
    }
    this.early = null;
    this.blocked = null;
    this.renamed = false;
    this.joined = true;
  }

  private takeNumber(number: NumberToken, i: number): void {
    const { metrics, given, blocked } = this;
    if (blocked !== null && beforeOne.has(blocked)) {
      this.blocked = null;
      return;
    }
    if (this.isArrow(i)) return;
    if (this.isRange(i)) this.block("range");
    if (this.blocked === "range") return;
    if (!isRate(number, this.tokens[i - 1]) || this.isOfRows(i)) return;
    if (this.takeListed(number, i)) return;
    const next = metrics[given];
    const isNext = next !== undefined && blocked === null && (given === 0 || this.joined);
    const isAnother =
      given === metrics.length && metrics.length === 1 && blocked === null && this.isRenamed(i);
    if (isNext || isAnother) {
      this.add(next ?? metrics[0], number, i);
      if (isNext) this.given++;
      this.renamed = false;
      this.joined = true;
      return;
    }
    const isAlone = (blocked ?? "") === "" && !isSign(this.tokens[i - 1], "/");
    this.early = number.decimals > 0 && isAlone ? i : null;
  }

  /** Rows that are listed in the order of the figures to come: `(local / server)`. */
  private noteList(on: ClaimedOn, i: number): void {
    const before = this.tokens[i - 2];
    this.listed =
      isSign(this.tokens[i - 1], "/") && before?.kind === "on" ? [before.on, on] : this.listed;
  }

  /** Two figures of one metric, of the rows listed: `AUC 0.671 / 0.655`. */
  private takeListed(number: NumberToken, i: number): boolean {
    const [sign, other] = [this.tokens[i + 1], this.tokens[i + 2]];
    const [metric, ...more] = this.metrics;
    if (i === this.readAhead) return true;
    if (this.listed === null || metric === undefined || more.length > 0 || this.given > 0)
      return false;
    if (this.blocked !== null || !isSign(sign, "/") || other?.kind !== "number") return false;
    this.add(metric, number, i, this.listed[0]);
    this.add(metric, other, i + 2, this.listed[1]);
    [this.given, this.readAhead] = [1, i + 2];
    return true;
  }

  private add(
    metric: Metric,
    number: NumberToken,
    i: number,
    listed: ClaimedOn | null = null,
  ): void {
    const { quantity } = metric;
    const { value, decimals } = number;
    const atFpr = quantity === "auc" ? null : (metric.limit ?? this.limitNear(i));
    const isChance = value === (quantity === "auc" ? 0.5 : atFpr);
    if (isChance && this.speaksOfChance(i)) return;
    const of = within(this.behind(i), within(this.before(), within(this.around, this.earlier())));
    this.figures.push({ quantity, atFpr, value, decimals, ...of, on: listed ?? of.on });
  }

  /** What is named right behind a figure, up to the next clause. */
  private behind(i: number): Context {
    let on: ClaimedOn | null = null;
    let model: string | null = null;
    for (let at = i + 1; at < this.tokens.length && at <= i + nearby; at++) {
      const token = this.tokens[at];
      if (token.kind === "on") on ??= token.on;
      else if (token.kind === "model") model ??= token.model;
      else if (token.kind === "metric") return { ...nothing };
      else if (token.kind === "sign") {
        if (joining.has(token.sign) || (token.sign === ")" && at > i + 1)) break;
        if (token.sign === ":") return { ...nothing };
      } else if (token.kind === "plain" ? token.word === "and" : token.kind !== "limit") {
        if (token.kind === "number") return { ...nothing };
        break;
      }
    }
    return { on, model, edition: null };
  }

  /** What was named last in the same sentence. */
  private before(): Context {
    const isHere = (named: { readonly sentence: number } | null) =>
      named?.sentence === this.sentence;
    return {
      on: isHere(this.on) ? this.on!.on : null,
      model: isHere(this.model) ? this.model!.model : null,
      edition: this.edition,
    };
  }

  private earlier(): Context {
    return { ...nothing, on: this.on?.on ?? null };
  }

  /** A limit that is named in the same sentence: behind the figure, else before it. */
  private limitNear(i: number): number | null {
    for (let at = i + 1; at < this.tokens.length && at <= i + nearby; at++) {
      const token = this.tokens[at];
      if (token.kind === "limit") return token.limit;
      if (token.kind === "end" || token.kind === "metric" || token.kind === "number") break;
    }
    return this.limit?.at === this.sentence ? this.limit.limit : null;
  }

  private block(why: string): void {
    this.blocked = this.blocked || why;
    this.early = null;
    this.joined = false;
  }

  private takeSign(sign: string, i: number): void {
    const before = this.tokens[i - 1];
    const isArrow = before?.kind === "sign" && "-=".includes(before.sign);
    if ("<>≥≤".includes(sign) && !isArrow) {
      this.block(sign);
      return;
    }
    if (joining.has(sign)) this.early = null;
    if (sign === "±") this.blocked ??= "±";
    this.joined &&= joining.has(sign) || "([:=)]~≈∼".includes(sign);
  }

  private takeEnd(line: boolean): void {
    this.early = null;
    const waits = line && this.given === 0 && this.blocked === null;
    if (!waits) this.metrics = [];
    if (!waits) this.given = 0;
    this.blocked = null;
    this.joined = false;
    if (!line) this.sentence++;
  }

  /** Whether rows or a model were named since the last figure, or are right behind this one. */
  private isRenamed(i: number): boolean {
    const { on, model } = this.behind(i);
    return this.renamed || on !== null || model !== null;
  }

  /** Whether a number is what a later one became: `0.61 -> 0.66`. */
  private isArrow(i: number): boolean {
    const [first, second, third] = [1, 2, 3].map((by) => this.tokens[i + by]);
    if (second?.kind === "number" && isSign(first, "→")) return true;
    return third?.kind === "number" && isSign(first, "-=") && isSign(second, ">");
  }

  /** Whether a number begins a range: `0.64-0.68`, `[0.64, 0.68]`. */
  private isRange(i: number): boolean {
    const [before, first, second] = [-1, 1, 2].map((by) => this.tokens[i + by]);
    if (second?.kind === "number" && isSign(first, "-–—")) return true;
    return second?.kind === "number" && isSign(before, "[") && isSign(first, ",;");
  }

  /** Whether a number is a share of rows, or says how sure an interval is. */
  private isOfRows(i: number): boolean {
    const [first, second] = [this.tokens[i + 1], this.tokens[i + 2]];
    if (first?.kind === "stop") return true;
    const { percent } = this.tokens[i] as NumberToken;
    if (!percent) return false;
    const [at, then] = first?.kind === "on" ? [second, undefined] : [first, second];
    if (at?.kind !== "plain") return false;
    return ofRows.has(at.word) || (at.word === "of" && then?.kind === "plain" && first === at);
  }

  private isOfCourse(i: number): boolean {
    return [-2, -1, 1, 2].some((by) => {
      const token = this.tokens[i + by];
      return (token?.kind === "word" || token?.kind === "stop") && ofCourse.has(token.word);
    });
  }

  private speaksOfChance(i: number): boolean {
    return this.tokens
      .slice(Math.max(0, i - nearby), i + nearby)
      .some((token) => token.kind === "stop" && chance.has(token.word));
  }
}

const nothing: Context = { on: null, model: null, edition: null };

/** A number from 0 to 1; one without decimals only right behind `:`, `=` or "of". */
function isRate({ value, decimals }: NumberToken, before: Token | undefined): boolean {
  if (!(value >= 0 && value <= 1)) return false;
  if (decimals > 0) return true;
  return (
    isSign(before, ":=|") || (before?.kind === "plain" && ["of", "is", "was"].includes(before.word))
  );
}

function isSign(token: Token | undefined, signs: string): boolean {
  return token?.kind === "sign" && signs.includes(token.sign);
}
