import { bounds, type Estimate } from "../../metrics";

/**
 * A share of 1 as prose has it: three decimals, no 0 before the point.
 *
 * @example
 * share(0.6451); // ".645"
 */
export function share(value: number): string {
  const digits = value.toFixed(3).replace(/^(-?)0\./, "$1.");
  return digits === "-.000" ? ".000" : digits;
}

/**
 * A figure with its 95 % interval, where it has one.
 *
 * @example
 * withInterval({ value: 0.6451, low: 0.6, high: 0.69 }); // ".645 [.600, .690]"
 */
export function withInterval(estimate: Estimate): string {
  const ends = bounds(estimate);
  const interval = ends ? ` [${ends.map(share).join(", ")}]` : "";
  return `${share(estimate.value)}${interval}`;
}

/**
 * Several things in a sentence.
 *
 * @example
 * listed(["a", "b", "c"]); // "a, b and c"
 */
export function listed(things: readonly string[]): string {
  return things.length < 2
    ? things.join("")
    : `${things.slice(0, -1).join(", ")} and ${things[things.length - 1]}`;
}

/**
 * A count with its thing, and commas in thousands.
 *
 * @example
 * counted(4000, "public row"); // "4,000 public rows"
 */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString("en-US")} ${thing}${count === 1 ? "" : "s"}`;
}
