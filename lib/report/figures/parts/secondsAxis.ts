import { largest, smallest } from "../../../numeric/arrays";
import { type Axis, axis, count } from "../style";

/** The powers of ten between which all seconds lie, with some air on both sides. */
function rangeOf(seconds: readonly number[]): [number, number] {
  const powers = seconds.map((value) => Math.log10(value));
  const [from, to] = [smallest(powers), largest(powers)];
  const air = Math.max(0.12 * (to - from), 0.15);
  return [from - air, to + air];
}

/** 1, 2, 5, 10 .. as far as the axis goes; 1, 10, 100 .. where that would be too many. */
function ticksIn([from, to]: readonly [number, number]): number[] {
  const steps = to - from > 2 ? [1] : [1, 2, 5];
  const powers = Array.from({ length: Math.ceil(to) - Math.floor(from) }, (_, i) => i);
  return powers
    .flatMap((i) => steps.map((step) => Number(`${step}e${Math.floor(from) + i}`)))
    .filter((tick) => Math.log10(tick) >= from && Math.log10(tick) <= to);
}

/**
 * A logarithmic axis of seconds spent, and its range in powers of ten.
 *
 * @param seconds above 0, at least one
 * @throws RangeError for a time that is not above 0
 * @example
 * secondsAxis([12, 40, 300]).xaxis;
 */
export function secondsAxis(seconds: readonly number[]): { xaxis: Axis; range: [number, number] } {
  const bad = seconds.find((value) => !(value > 0 && Number.isFinite(value)));
  if (bad !== undefined) throw new RangeError(`seconds: found ${bad}, expected more than 0`);
  const range = rangeOf(seconds);
  const tickvals = ticksIn(range);
  const ticktext = tickvals.map((tick) => (tick < 1 ? String(tick) : count(tick)));
  return { xaxis: axis("Seconds spent", { type: "log", range, tickvals, ticktext }), range };
}
