import {
  type Code,
  i32,
  i32x4,
  i64,
  increase,
  leaveIf,
  loopWhile,
  type Scope,
  type Variable,
  v128,
  wasmFunction,
  when,
} from "../../numeric/wasm";
import { shortestDecimal } from "./shortestDecimal";

/** Addresses in the kernel's memory. */
export interface SpellingPlaces {
  /** The bits of 1e-4, then those of 1e16. */
  readonly boundsAt: number;
  readonly powersAt: number;
  /** {@link SCRATCH} bytes. */
  readonly scratchAt: number;
  /** Takes the address behind the text and how many floats are left. */
  readonly doneAt: number;
}

/** Bytes of the longest text of a float with its comma, and how many more behind a text may be overwritten. */
export const [LONGEST, BEYOND] = [25, 32];
/** Digits end in the middle, so that 16 bytes from any of them can be read. */
export const SCRATCH = 64;

const [COMMA, MINUS, POINT, ZERO] = [0x2c, 0x2d, 0x2e, 0x30];
const [ZERO_POINT_ZEROS, ZEROS, ZERO_POINT_ZERO_COMMA] = [0x30302e30, 0x30303030, 0x2c302e30];

/**
 * Spells floats as `spellFloat` does, a comma behind each: 0, and from 1e-4 to below 1e16. Any other ends it.
 *
 * Parameters: address of the floats, how many, where the text goes.
 */
export function spellingKernel({ boundsAt, powersAt, scratchAt, doneAt }: SpellingPlaces) {
  return wasmFunction((scope) => {
    const [from, left, to] = Array.from({ length: 3 }, () => scope.param("i32"));
    const [bits, digits] = [scope.local("i64"), scope.local("i64")];
    const [exponent, first] = [scope.local("i32"), scope.local("i32")];
    const end = scratchAt + SCRATCH / 2;
    const lowest = i64.load(i32.const(boundsAt));
    const range = i64.sub(i64.load(i32.const(boundsAt), 8), lowest);
    const isOther = i64.ge_u(i64.sub(bits.get, lowest), range);
    const isZero = i64.eqz(bits.get);
    return [
      loopWhile(
        left.get,
        bits.set(i64.load(from.get)),
        i32.store8(to.get, i32.const(MINUS)),
        bits.set(i64.shr_u(i64.shl(bits.get, i64.const(1)), i64.const(1))),
        leaveIf(i32.and(isOther, i32.eqz(isZero)), 2),
        increase(to, i32.wrap_i64(i64.shr_u(i64.load(from.get), i64.const(63)))),
        when(isZero, i32.store(to.get, i32.const(ZERO_POINT_ZERO_COMMA)), increase(to, 4)),
        when(
          i32.eqz(isZero),
          ...shortestDecimal(scope, bits, powersAt, { digits, exponent }),
          ...withoutZeros(scope, digits, exponent),
          ...written(scope, digits, first, end),
          ...placed(scope, { first, end, exponent, to }),
          i32.store8(to.get, i32.const(COMMA)),
          increase(to, 1),
        ),
        increase(from, 8),
        increase(left, -1),
      ),
      i32.store(i32.const(doneAt), to.get),
      i32.store(i32.const(doneAt), left.get, 4),
    ];
  });
}

function withoutZeros(scope: Scope, digits: Variable, exponent: Variable): Code[] {
  const fewer = scope.local("i64");
  const shorten = fewer.set(i64.div_u(digits.get, i64.const(10)));
  return [
    shorten,
    loopWhile(
      i64.eq(i64.mul(fewer.get, i64.const(10)), digits.get),
      digits.set(fewer.get),
      increase(exponent, 1),
      shorten,
    ),
  ];
}

/** Writes the digits of a whole number, the last one before `end`: eight of them in 32 bits, then the others. */
function written(scope: Scope, digits: Variable, first: Variable, end: number): Code[] {
  const [rest, fewer] = [scope.local("i32"), scope.local("i32")];
  const high = scope.local("i64");
  const one = [
    increase(first, -1),
    fewer.set(i32.div_u(rest.get, i32.const(10))),
    i32.store8(
      first.get,
      i32.add(i32.sub(rest.get, i32.mul(fewer.get, i32.const(10))), i32.const(ZERO)),
    ),
    rest.set(fewer.get),
  ];
  return [
    first.set(i32.const(end)),
    high.set(i64.div_u(digits.get, i64.const(1e8))),
    when(
      i32.eqz(i64.eqz(high.get)),
      rest.set(i32.wrap_i64(i64.sub(digits.get, i64.mul(high.get, i64.const(1e8))))),
      ...Array.from({ length: 8 }, () => one).flat(),
      digits.set(high.get),
    ),
    rest.set(i32.wrap_i64(digits.get)),
    loopWhile(rest.get, ...one),
  ];
}

/** Copies digits, with the point where it belongs and zeros up to it. */
function placed(
  scope: Scope,
  at: {
    readonly first: Variable;
    readonly end: number;
    readonly exponent: Variable;
    readonly to: Variable;
  },
): Code[] {
  const { first, end, exponent, to } = at;
  const [count, point] = [scope.local("i32"), scope.local("i32")];
  const behind = (places: Code) => i32.add(to.get, places);
  return [
    count.set(i32.sub(i32.const(end), first.get)),
    point.set(i32.add(count.get, exponent.get)),
    when(
      i32.le_s(point.get, i32.const(0)),
      i32.store(to.get, i32.const(ZERO_POINT_ZEROS)),
      i32.store(to.get, i32.const(ZEROS), 4),
      increase(to, i32.sub(i32.const(2), point.get)),
      v128.store(to.get, v128.load(first.get)),
      i32.store8(to.get, i32.load8_u(first.get, 16), 16),
      increase(to, count.get),
    ),
    when(
      i32.lt_s(i32.const(0), point.get),
      v128.store(to.get, v128.load(first.get)),
      when(
        i32.lt_s(point.get, count.get),
        i32.store8(behind(point.get), i32.const(POINT)),
        v128.store(behind(point.get), v128.load(i32.add(first.get, point.get)), 1),
        increase(to, i32.add(count.get, i32.const(1))),
      ),
      when(
        i32.le_s(count.get, point.get),
        v128.store(behind(count.get), i32x4.splat(i32.const(ZEROS))),
        i32.store8(behind(point.get), i32.const(POINT)),
        i32.store8(behind(point.get), i32.const(ZERO), 1),
        increase(to, i32.add(point.get, i32.const(2))),
      ),
    ),
  ];
}
