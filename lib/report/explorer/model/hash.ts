import { PANELS, type Range, type State } from "./state";
import type { Table } from "./table";

/** Members of {@link State} that say one of a few words. */
const WORDS = {
  panel: PANELS,
  part: ["all", "public", "private"],
  right: ["all", "right", "wrong"],
  member: ["all", "members", "others", "unknown"],
  flagged: ["all", "5", "10", "threshold"],
} as const;
/** Longest part of an address that is read. */
const MOST = 1000;

/**
 * What differs from the first state, as the part of an address behind "#".
 *
 * @example
 * toHash({ ...first, sort: "p", row: 12 }, first); // "sort=p&row=12"
 */
export function toHash(state: State, first: State): string {
  const words = new URLSearchParams();
  for (const name of Object.keys(first) as (keyof State)[]) {
    const [value, usual] = [spelled(state[name]), spelled(first[name])];
    if (value !== usual) words.set(name, value);
  }
  return words.toString();
}

/** Lists with commas; ranges as column:low:high. */
function spelled(value: State[keyof State]): string {
  if (value === null) return "";
  if (!Array.isArray(value)) return String(value);
  return value
    .map((one) =>
      typeof one === "object" ? `${one.column}:${one.low ?? ""}:${one.high ?? ""}` : String(one),
    )
    .join(",");
}

/**
 * The state that an address asks for. What makes no sense for this run is left as it is at first: an
 * address can be anything.
 *
 * @example
 * fromHash("sort=p&row=12", table).row; // 12
 */
export function fromHash(hash: string, table: Table): State {
  const { first, sources, rows, run } = table;
  const words = new URLSearchParams(hash.slice(0, 10 * MOST));
  const text = (name: keyof State) => words.get(name)?.slice(0, MOST);
  const whole = (name: keyof State, low: number, end: number): number => {
    const value = Number(text(name) || Number.NaN);
    const fits = Number.isInteger(value) && value >= low && value < end;
    return fits ? value : (first[name] as number);
  };
  const word = <Name extends keyof typeof WORDS>(name: Name): State[Name] => {
    const known: readonly string[] = WORDS[name];
    const found = text(name);
    return (found !== undefined && known.includes(found) ? found : first[name]) as State[Name];
  };
  const list = (name: keyof State) => text(name)?.split(",").filter(Boolean) ?? [];
  const numbers = (name: keyof State) => list(name).map(Number);
  const prior = Number(text("prior"));
  const brush = numbers("brush");
  return {
    run: first.run,
    panel: word("panel"),
    source: whole("source", 0, sources.length),
    sort: text("sort") ?? first.sort,
    descending: (text("descending") ?? "true") === "true",
    row: whole("row", 0, rows),
    cut: whole("cut", 0, rows + 1),
    prior: prior > 0 && prior < 1 ? prior : first.prior,
    x: whole("x", 0, sources.length),
    y: whole("y", 0, sources.length),
    extra: list("extra"),
    text: text("text") ?? "",
    part: word("part"),
    classes: numbers("classes").filter((label) => label in run.classes),
    right: word("right"),
    member: word("member"),
    flagged: word("flagged"),
    disagree: text("disagree") === "true",
    ranges: list("ranges").flatMap(toRange),
    brush: brush.length === 4 && brush.every(Number.isFinite) ? brush : null,
  };
}

/** Which of the page's runs an address asks for: it must be opened before the rest can be read. */
export function runOf(hash: string, runs: number): number {
  const index = Number(new URLSearchParams(hash).get("run"));
  return index in Array(runs).fill(0) ? index : 0;
}

function toRange(text: string): Range[] {
  const [column, low, high] = text.split(":");
  const ends = [low, high].map((end) => (end ? Number(end) : null));
  if (ends.length !== 2 || ends.some(Number.isNaN)) return [];
  return [{ column, low: ends[0], high: ends[1] }];
}
