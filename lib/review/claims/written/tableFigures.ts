import { append } from "../../../numeric/arrays";
import { type Context, nothingKnown, type WrittenFigure, within } from "./context";
import { proseFigures } from "./proseFigures";
import type { Token } from "./token";
import { tokensOf } from "./tokensOf";

type Metric = Extract<Token, { kind: "metric" }>;
type NumberToken = Extract<Token, { kind: "number" }>;

/** What a header cell or the cells before a figure say of it. */
interface Label extends Context {
  readonly metrics: readonly Metric[];
  /** Named apart from a metric: `5 % FPR`. */
  readonly limit: number | null;
  /** Whether figures are in per cent. */
  readonly percent: boolean;
  /** Whether it speaks of a spread, a difference or another measure. */
  readonly blocked: boolean;
  /** The words that say nothing else; a model that is not known by name. */
  readonly rest: string;
}

interface Cell {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly numbers: readonly NumberToken[];
}

/** Of a table: cells beyond these are not looked at. */
const [mostRows, mostColumns] = [2000, 60];

/**
 * The figures of a table, whose metrics stand in the header or in the rows, as rows and models may.
 *
 * @param rows cells as text; the first rows that hold no figure are the header
 * @param around what the caption or the headings above say
 * @example
 * tableFigures([["", "Local", "Server"], ["AUC", ".67", ".65"]], nothingKnown)[1].on; // "server"
 */
export function tableFigures(
  rows: readonly (readonly string[])[],
  around: Context & { readonly metrics?: readonly Metric[] },
): WrittenFigure[] {
  const cells = rows.slice(0, mostRows).map((row) => row.slice(0, mostColumns).map(cellOf));
  const firstFigure = cells.findIndex((row) => row.some(isFigure));
  if (firstFigure < 0) return [];
  // A row of one word right above the first figures is the name of a group.
  const isNamed = firstFigure > 1 && isGroup(cells[firstFigure - 1]);
  const firstData = isNamed ? firstFigure - 1 : firstFigure;
  const columns = headersOf(cells.slice(0, firstData));
  const inPercent = percentColumns(cells.slice(firstData));
  const figures: WrittenFigure[] = [];
  let group = nothingKnown;
  let above: readonly Cell[] = [];
  for (const row of cells.slice(firstData)) {
    if (isGroup(row)) {
      group = joinedLabel(row);
      continue;
    }
    const carried = row[0]?.text === "" && above[0] ? [above[0], ...row.slice(1)] : row;
    above = carried;
    const label = joinedLabel(carried.filter((cell) => !isFigure(cell)));
    row.forEach((cell, c) => {
      if (!isFigure(cell)) return;
      const column = columns[c] ?? emptyLabel;
      const of = within(within(label, column), within(group, around));
      append(figures, cellFigures(cell, { label, column, of, around, percent: inPercent[c] }));
    });
  }
  return figures;
}

function isGroup(row: readonly Cell[]): boolean {
  const filled = row.filter(({ text }) => text !== "");
  return row.length > 1 && filled.length === 1 && filled[0].numbers.length === 0;
}

interface Place {
  readonly label: Label;
  readonly column: Label;
  readonly of: Context;
  readonly around: { readonly metrics?: readonly Metric[] };
  readonly percent: boolean;
}

function cellFigures(cell: Cell, place: Place): WrittenFigure[] {
  const { label, column, of, around } = place;
  if (cell.tokens.some(({ kind }) => kind === "metric")) return proseFigures(cell.tokens, of);
  if (label.blocked || column.blocked) return [];
  const [metrics, other] =
    column.metrics.length > 0 ? [column.metrics, label] : [label.metrics, column];
  const told = metrics.length > 0 ? metrics : (around.metrics ?? []);
  if (told.length === 0) return [];
  const numbers = told.length > 1 ? cell.numbers.slice(0, told.length) : cell.numbers.slice(0, 1);
  if (numbers.length !== told.length) return [];
  const model = of.model ?? (label.rest || (metrics === label.metrics ? column.rest : "") || null);
  const [own] = cell.tokens.flatMap((token) => (token.kind === "on" ? [token.on] : []));
  return numbers.flatMap((number, i): WrittenFigure[] => {
    const { quantity, limit } = told[i];
    const percent = !number.percent && (column.percent || label.percent || place.percent);
    const value = percent ? Number((number.value / 100).toPrecision(15)) : number.value;
    const decimals = percent ? Math.min(number.decimals + 2, 20) : number.decimals;
    if (!(value >= 0 && value <= 1)) return [];
    const atFpr = quantity === "tpr" ? (limit ?? other.limit ?? column.limit ?? label.limit) : null;
    return [{ ...of, on: own ?? of.on, model, quantity, atFpr, value, decimals }];
  });
}

function cellOf(text: string): Cell {
  const tokens = tokensOf(text);
  return { text: text.trim(), tokens, numbers: numbersOf(tokens) };
}

/** The numbers of a cell, but for what stands behind a ± or in brackets. */
function numbersOf(tokens: readonly Token[]): NumberToken[] {
  const numbers: NumberToken[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind === "sign" && ("±([".includes(token.sign) || isPlusMinus(tokens, i))) {
      if (numbers.length > 0) break;
    }
    if (token.kind === "number") numbers.push(token);
  }
  return numbers;
}

function isPlusMinus(tokens: readonly Token[], i: number): boolean {
  return ["+", "/"].every((sign, by) => {
    const token = tokens[i + by];
    return token?.kind === "sign" && token.sign === sign;
  });
}

/** A cell of numbers: words in it only say which rows they are of, or name their metric. */
function isFigure({ tokens, numbers }: Cell): boolean {
  if (
    numbers.length === 0 ||
    numbers.every(
      ({ decimals, percent, value }) =>
        decimals === 0 && !percent && value > 1 && value % 1 === 0 && numbers.length > 1,
    )
  )
    return false;
  if (tokens.some(({ kind }) => kind === "metric")) return true;
  return tokens.every(({ kind }) => kind !== "word" && kind !== "stop" && kind !== "model");
}

/** Columns whose figures are all over 1, as only per cent are. */
function percentColumns(rows: readonly (readonly Cell[])[]): boolean[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, c) => {
    const numbers = rows.flatMap((row) => (row[c] && isFigure(row[c]) ? row[c].numbers : []));
    const plain = numbers.filter(({ percent }) => !percent);
    return (
      plain.length > 0 &&
      plain.every(({ value, decimals }) => value > 1 && value <= 100 && decimals > 0)
    );
  });
}

/** A header of several rows: in all but the last a cell stands for the empty ones right of it. */
function headersOf(rows: readonly (readonly Cell[])[]): Label[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, c) => {
    const texts = rows.map((row, r) => {
      let at = c;
      if (r < rows.length - 1) while (at > 0 && (row[at]?.text ?? "") === "") at--;
      return row[at]?.text ?? "";
    });
    const text = texts.filter(Boolean).join(" ");
    return labelOf(text, tokensOf(text));
  });
}

function joinedLabel(cells: readonly Cell[]): Label {
  const labels = cells.map(({ text, tokens }) => labelOf(text, tokens));
  const first = <K extends keyof Label>(key: K) =>
    labels.find((label) => label[key] !== null && label[key] !== "")?.[key] ?? null;
  return {
    metrics: labels.find(({ metrics }) => metrics.length > 0)?.metrics ?? [],
    limit: first("limit"),
    percent: labels.some(({ percent }) => percent),
    blocked: labels.some(({ blocked }) => blocked),
    rest: first("rest") ?? "",
    on: first("on"),
    model: first("model"),
    edition: first("edition"),
  };
}

const emptyLabel = labelOf("", []);

/** What is told of a figure, and is not the figure. */
const spreads: ReadonlySet<string> = new Set(
  "std stddev deviation error se ci interval gain gains improvement difference delta gap rank min max minimum maximum pvalue".split(
    " ",
  ),
);
/** Beside the name of a metric these make another one. */
const otherMeasures: ReadonlySet<string> = new Set(
  "pr precision accuracy acc f1 recall loss target goal required requirement threshold".split(" "),
);
/** What columns of labels are called, or of figures that need no other name. */
const generic: ReadonlySet<string> = new Set(
  "metric metrics measure value values score scores result results figure model method attack classifier name split dataset set setting ours our rows".split(
    " ",
  ),
);

function labelOf(text: string, tokens: readonly Token[]): Label {
  const metrics = tokens.filter((token): token is Metric => token.kind === "metric");
  const [limit] = tokens.flatMap((token) => (token.kind === "limit" ? [token.limit] : []));
  const of = (kind: Token["kind"]) => tokens.find((token) => token.kind === kind);
  const [on, model, edition] = [of("on"), of("model"), of("edition")];
  const words = tokens.flatMap((token) =>
    token.kind === "word" || token.kind === "plain" || token.kind === "stop" ? [token.word] : [],
  );
  const saysMore = words.some((word) => word !== "" && !generic.has(word));
  const isName = metrics.length === 0 && on === undefined && saysMore;
  return {
    metrics,
    limit: limit ?? null,
    percent: tokens.some((token) => token.kind === "sign" && token.sign === "%"),
    blocked:
      words.some((word) => spreads.has(word) || (metrics.length > 0 && otherMeasures.has(word))) ||
      /\bdiff\b|Δ/.test(text),
    rest: isName ? text.replace(/[*_`]/g, "").trim().slice(0, 120) : "",
    on: on?.kind === "on" ? on.on : trainingLabel(text),
    model: model?.kind === "model" ? model.model : null,
    edition: edition?.kind === "edition" ? edition.edition : null,
  };
}

/** "Training" says of a column what it does not say in a sentence. */
function trainingLabel(text: string): Context["on"] {
  return /\btraining\b/i.test(text) ? "training" : /\btest\b/i.test(text) ? "validation" : null;
}
