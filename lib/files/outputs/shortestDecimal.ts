import { type Code, i32, i64, type Scope, type Variable, when } from "../../numeric/wasm";

/** Powers of ten that numbers from 1e-4 to below 1e16 ask for, from 10^0 on: all of less than 64 significant bits. */
const POWERS = 21;

/** The first 64 bits of 10^0, 10^1 ..., of which the first is set. */
export function powersOfTen(): BigUint64Array {
  return BigUint64Array.from({ length: POWERS }, (_, n) => {
    const power = 10n ** BigInt(n);
    const more = BigInt(power.toString(2).length) - 64n;
    return more > 0n ? power >> more : power << -more;
  });
}

const low32 = (value: Code) => i64.extend_i32_u(i32.wrap_i64(value));
const high32 = (value: Code) => i64.shr_u(value, i64.const(32));
const times4 = (value: Code) => i64.shl(value, i64.const(2));
const flag = (condition: Code) => i64.extend_i32_u(condition);

/**
 * Code that finds the decimal with the fewest digits that reads back as a float64, of several the nearest: whole
 * number and power of ten. The whole number may end in zeros.
 *
 * @param bits of the float64, positive, from 1e-4 to below 1e16
 * @param powersAt address of {@link powersOfTen}
 * @param decimal takes the whole number (i64) and the exponent of ten (i32)
 * @see Giulietti, The Schubfach way to render doubles (2021): in this range no decimal as short lies halfway to a
 *   neighbour, and of powers of two the nearer neighbour below decides nothing (all 67 are tested)
 */
export function shortestDecimal(
  scope: Scope,
  bits: Variable,
  powersAt: number,
  { digits, exponent }: { readonly digits: Variable; readonly exponent: Variable },
): Code[] {
  const [whole, low, value, high] = locals(scope, 4);
  const [fewer, start, below, above] = locals(scope, 4);
  const [binary, shift, isLong] = Array.from({ length: 3 }, () => scope.local("i32"));
  const { load, timesPower } = product(scope);
  const fraction = i64.shr_u(i64.shl(bits.get, i64.const(12)), i64.const(12));
  /** The number, or a half step beside it, in quarters of a step of `digits`; odd where that is not exact. */
  const scaled = (to: Variable, quarters: Code) =>
    timesPower(to, i64.shl(quarters, flag(shift.get)));
  /** Whether the decimals at `start` and `step` above it read back. */
  const look = (step: number) => [
    below.set(flag(i64.le_u(low.get, start.get))),
    above.set(flag(i64.le_u(i64.add(start.get, i64.const(step)), high.get))),
    isLong.set(i64.eq(below.get, above.get)),
  ];
  const middle = i64.add(start.get, i64.const(2));
  const isNearerAbove = i32.or(
    i64.gt_u(value.get, middle),
    i32.and(i64.eq(value.get, middle), i32.wrap_i64(i64.and(digits.get, i64.const(1)))),
  );
  return [
    binary.set(i32.sub(i32.wrap_i64(i64.shr_u(bits.get, i64.const(52))), i32.const(1075))),
    whole.set(i64.or(fraction, i64.shl(i64.const(1), i64.const(52)))),
    // floor(log10(2^binary)), and how far the product's first 64 bits are shifted for that power of ten
    exponent.set(i32.shr_s(i32.mul(binary.get, i32.const(1262611)), i32.const(22))),
    shift.set(i32.shr_s(i32.mul(exponent.get, i32.const(-1741647)), i32.const(19))),
    shift.set(i32.add(i32.add(shift.get, binary.get), i32.const(1))),
    ...load(i32.sub(i32.const(powersAt), i32.shl(exponent.get, i32.const(3)))),
    ...scaled(value, times4(whole.get)),
    ...scaled(low, i64.sub(times4(whole.get), i64.const(2))),
    ...scaled(high, i64.add(times4(whole.get), i64.const(2))),
    digits.set(i64.shr_u(value.get, i64.const(2))),
    fewer.set(i64.div_u(digits.get, i64.const(10))),
    start.set(i64.mul(fewer.get, i64.const(40))),
    ...look(40),
    when(
      i32.eqz(isLong.get),
      digits.set(i64.add(fewer.get, above.get)),
      exponent.set(i32.add(exponent.get, i32.const(1))),
    ),
    when(
      isLong.get,
      start.set(times4(digits.get)),
      ...look(4),
      when(isLong.get, above.set(flag(isNearerAbove))),
      digits.set(i64.add(digits.get, above.get)),
    ),
  ];
}

/** Multiplies by a power of ten; what is beyond 64 bits of the product is left out, and told by a last bit that is set. */
function product(scope: Scope) {
  const [power, powerHigh, powerLow] = locals(scope, 3);
  const [factor, factorHigh, factorLow, cross] = locals(scope, 4);
  const load = (address: Code) => [
    power.set(i64.load(address)),
    powerHigh.set(high32(power.get)),
    powerLow.set(low32(power.get)),
  ];
  const timesPower = (to: Variable, value: Code) => {
    const lowHigh = i64.mul(powerLow.get, factorHigh.get);
    const lowLow = i64.mul(powerLow.get, factorLow.get);
    return [
      factor.set(value),
      factorHigh.set(high32(factor.get)),
      factorLow.set(low32(factor.get)),
      cross.set(i64.add(high32(lowLow), low32(lowHigh))),
      cross.set(i64.add(cross.get, i64.mul(powerHigh.get, factorLow.get))),
      to.set(i64.add(i64.mul(powerHigh.get, factorHigh.get), high32(lowHigh))),
      to.set(i64.add(to.get, high32(cross.get))),
      to.set(i64.or(to.get, flag(i64.gt_u(i64.mul(power.get, factor.get), i64.const(1))))),
    ];
  };
  return { load, timesPower };
}

function locals(scope: Scope, count: number): Variable[] {
  return Array.from({ length: count }, () => scope.local("i64"));
}
