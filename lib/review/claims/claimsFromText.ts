import { withoutColours } from "../../files/text";
import { append } from "../../numeric/arrays";
import {
  type Claim,
  type ClaimedOn,
  decimalsOf,
  longestName,
  mostClaims,
  type Quantity,
  type StatedFigures,
} from "./claim";
import { type Block, blocksOf } from "./written/blocksOf";
import {
  type Context,
  contextOf,
  nothingKnown,
  type WrittenFigure,
  within,
} from "./written/context";
import { fromHtml } from "./written/fromHtml";
import { fromLatex } from "./written/fromLatex";
import { proseFigures } from "./written/proseFigures";
import { tableFigures } from "./written/tableFigures";
import type { Token } from "./written/token";
import { tokensOf } from "./written/tokensOf";

const number = "([+-]?(?:\\d{1,20}(?:\\.\\d{0,30})?|\\.\\d{1,30})(?:e[+-]?\\d{1,3})?)";
const sections: Readonly<Record<string, ClaimedOn>> = {
  Training: "validation",
  "Attack Results": "submission",
  "Submission Results": "server",
};
/** The published notebook's headings, and this project's "RF  AUC: ..". */
const printedHeading =
  /(?:(Training|Attack Results|Submission Results)\s?:\s?([A-Za-z][\w-]{0,30})|^([A-Za-z][\w-]{0,30}) {1,3}(?=AUC: [\d.]{1,20} {2}TPR@FPR=))/gm;
/** Begins a line that holds such a heading alone: a sign that no text has. */
const mark = "\u0001";
/** What the published notebook and this project print of the scores. */
const scoreLine = new RegExp(
  [
    "Generated scores for (?<rows>\\d+) samples",
    `Score range\\s?:\\s?\\[(?<min>${number}),\\s?(?<max>${number})\\]`,
    `Score mean\\s?:\\s?(?<mean>${number})`,
    `Score std\\s?:\\s?(?<std>${number})`,
    `^(?<scored>[A-Za-z][\\w-]{0,30}): (?<scoredRows>\\d+) scores, range \\[(?<low>${number}), (?<high>${number})\\], mean (?<average>${number}), std (?<spread>${number})`,
  ].join("|"),
  "gm",
);

/**
 * The figures that a text states: AUC and TPR at an FPR in prose, in lists, in replies of a server and
 * in tables (Markdown, HTML, LaTeX, columns), with the rows, the model and the edition that they are
 * of, and what the published notebook and this project print under "Training: RF", "Attack Results:
 * RF" and "Submission Results: RF". Where nothing says which rows, they are taken to be the server's.
 *
 * @param source how the text is called in the findings
 * @returns each figure once, however often the text repeats it
 * @example
 * claimsFromText("Training: RF AUC: 0.6715", "report")[0].value; // 0.6715
 */
export function claimsFromText(text: string, source: string): Claim[] {
  return figuresOfText(text, source).claims;
}

/**
 * As {@link claimsFromText}, with the number of figures beyond the first thousand, which are left out.
 *
 * @example
 * figuresOfText("AUC: 0.6715", "report").leftOut; // 0
 */
export function figuresOfText(text: string, source: string): StatedFigures {
  const reading = new Reading(source);
  for (const block of captioned(blocksOf(plainText(text)))) reading.take(block);
  return reading.stated();
}

/** Tables as rows between bars, headings of the published kind on lines of their own. */
function plainText(text: string): string {
  const plain = withoutColours(fromHtml(fromLatex(text)))
    .replace(/\r\n?/g, "\n")
    .replace(/\\([%_&#$])/g, "$1")
    .replace(/\\[a-z]{2,12}\{([^{}\n]{0,80})\}/gi, "$1")
    .replace(/\\leq?(?![a-z])/g, "≤")
    .replace(/\\(?:approx|sim)(?![a-z])/g, "≈");
  const unmarked = plain.split(mark).join("");
  return unmarked.replace(printedHeading, (_, section = "Training", name, trained) => {
    return `\n${mark}${section}:${name || trained || ""}\n`;
  });
}

/** A caption under a table is its own, unless it has one above it. */
function captioned(blocks: readonly Block[]): Block[] {
  const ordered = [...blocks];
  for (let i = 1; i < ordered.length; i++) {
    const isUnder = ordered[i].kind === "caption" && ordered[i - 1].kind === "table";
    if (!isUnder || ordered[i - 2]?.kind === "caption") continue;
    [ordered[i - 1], ordered[i]] = [ordered[i], ordered[i - 1]];
  }
  return ordered;
}

/** Reads block after block, and keeps what headings said. */
class Reading {
  private readonly claims = new Map<string, Claim>();
  private readonly figures: WrittenFigure[] = [];
  /** All limits on the false-positive rate that the text names. */
  private readonly limits = new Set<number>();
  /** What each level of headings says. */
  private levels: (Context | undefined)[] = [];
  /** What the last printed heading says; it stands below all others. */
  private printed: Context = nothingKnown;
  private caption: Context & { readonly metrics: readonly Metric[] } = noCaption;

  constructor(private readonly source: string) {}

  take(block: Block): void {
    if (block.kind === "table") {
      for (const cell of block.rows.flat()) this.noteLimits(tokensOf(cell));
      const around = { ...within(this.caption, this.around()), metrics: this.caption.metrics };
      append(this.figures, tableFigures(block.rows, around));
      return;
    }
    const tokens = tokensOf(block.text);
    this.noteLimits(tokens);
    if (block.kind === "prose") {
      this.takeProse(block.text);
      return;
    }
    const said = contextOf(tokens);
    this.caption = { ...nothingKnown, metrics: metricsOf(tokens) };
    if (block.kind === "heading") {
      this.levels = [...this.levels.slice(0, block.level)];
      this.levels[block.level] = said;
      this.printed = nothingKnown;
    } else this.caption = { ...said, metrics: metricsOf(tokens) };
    append(this.figures, proseFigures(tokens, this.around()));
  }

  private takeProse(text: string): void {
    for (const piece of text.split(mark)) {
      const heading = text.includes(mark) ? /^([^:\n]{1,20}):(.{0,40})\n?/.exec(piece) : null;
      const section = heading === null ? undefined : sections[heading[1]];
      if (heading !== null && section !== undefined) {
        this.printed = { ...nothingKnown, on: section, model: heading[2] };
      }
      const said = section === undefined ? piece : piece.slice(heading![0].length);
      const tokens = tokensOf(said);
      const label = isLabel(tokens) ? contextOf(tokens) : null;
      if (label !== null && (label.on ?? label.model) !== null) {
        this.levels = [...this.levels.slice(0, labelLevel)];
        this.levels[labelLevel] = label;
      }
      append(this.figures, proseFigures(tokens, this.around()));
      this.takeScores(said);
    }
  }

  /** Statistics of the scores, as they are printed. */
  private takeScores(text: string): void {
    for (const { groups = {} } of text.matchAll(scoreLine)) {
      if (groups.scored) this.printed = { ...this.printed, model: groups.scored };
      const { model, edition } = this.around();
      const add = (quantity: Quantity, written: string) => {
        const [value, decimals] = [Number(written), decimalsOf(written)];
        const of = { on: "submission", model, edition } as const;
        this.figures.push({ ...of, quantity, atFpr: null, value, decimals });
      };
      const rows = groups.rows ?? groups.scoredRows;
      if (rows) add("rows", rows);
      for (const [quantity, ours] of Object.entries(spellings)) {
        const written = groups[quantity] ?? groups[ours];
        if (written) add(quantity as Quantity, written);
      }
    }
  }

  private around(): Context {
    const known = this.levels.filter((one): one is Context => one !== undefined);
    return [...known, this.printed].reduce((far, near) => within(near, far), nothingKnown);
  }

  private noteLimits(tokens: readonly Token[]): void {
    for (const token of tokens) {
      const limit = token.kind === "limit" || token.kind === "metric" ? token.limit : null;
      if (limit !== null) this.limits.add(limit);
    }
  }

  /** Each figure once. */
  stated(): StatedFigures {
    let leftOut = 0;
    for (const figure of this.figures) {
      const isRate = figure.quantity === "auc" || figure.quantity === "tpr";
      const atFpr = figure.quantity === "tpr" ? (figure.atFpr ?? this.onlyLimit(figure)) : null;
      if (figure.quantity === "tpr" && atFpr === null) continue;
      if (!Number.isFinite(figure.value)) continue;
      const on = isRate && (figure.on ?? "submission") === "submission" ? "server" : figure.on!;
      const { quantity, value, decimals, edition } = figure;
      const model = figure.model?.slice(0, longestName) ?? null;
      const claim = { source: this.source, model, on, edition, quantity, atFpr, value, decimals };
      const key = JSON.stringify(claim);
      if (this.claims.size < mostClaims) this.claims.set(key, claim);
      else if (!this.claims.has(key)) leftOut++;
    }
    return { claims: [...this.claims.values()], leftOut };
  }

  /**
   * The limit of a TPR that stands without one: the only one that the text names, and where it names
   * none the course's .05, if the TPR is as low as one at .05 can be.
   */
  private onlyLimit({ value }: WrittenFigure): number | null {
    if (this.limits.size === 0) return value <= 0.3 ? 0.05 : null;
    return this.limits.size === 1 ? [...this.limits][0] : null;
  }
}

type Metric = Extract<Token, { kind: "metric" }>;

const noCaption = { ...nothingKnown, metrics: [] };
/** Below the six levels of headings: a line such as "Server:". */
const labelLevel = 7;
const longestLabel = 8;

function metricsOf(tokens: readonly Token[]): Metric[] {
  return tokens.filter((token): token is Metric => token.kind === "metric");
}

/** A paragraph of a few words without a number, such as "**Results on the server:**". */
function isLabel(tokens: readonly Token[]): boolean {
  return (
    tokens.length <= longestLabel &&
    tokens.every(({ kind }) => kind !== "number" && kind !== "metric" && kind !== "limit")
  );
}

/** Score statistics, and how the group of this project's own line is called. */
const spellings = { min: "low", max: "high", mean: "average", std: "spread" } as const;
