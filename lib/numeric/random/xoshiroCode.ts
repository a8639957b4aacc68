import { type Code, i32, type Scope, type Variable } from "../wasm";

/** A `Xoshiro128` within a WebAssembly function. */
export interface XoshiroCode {
  /** Takes the four words from where the function's caller keeps them. */
  readonly load: Code;
  /** Moves on; `word` then holds what {@link Xoshiro128.uint32} gives. */
  readonly next: Code;
  readonly word: Variable;
  /** Puts the four words back. */
  readonly save: Code;
}

/**
 * A `Xoshiro128` whose four words lie at an address, as WebAssembly instructions: the same numbers.
 *
 * Source: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021).
 *
 * @param state the address
 * @example
 * const { load, next, word, save } = xoshiroCode(scope, state);
 * return [load, loopWhile(left.get, next, use(word.get), increase(left, -1)), save];
 */
export function xoshiroCode(scope: Scope, state: Variable): XoshiroCode {
  const words = Array.from({ length: 4 }, () => scope.local("i32"));
  const [a, b, c, d] = words;
  const [before, word] = [scope.local("i32"), scope.local("i32")];
  const mix = (to: Variable, from: Code) => to.set(i32.xor(to.get, from));
  return {
    word,
    load: words.flatMap((each, w) => each.set(i32.load(state.get, 4 * w))),
    next: [
      before.set(b.get),
      word.set(i32.rotl(i32.mul(b.get, i32.const(5)), i32.const(7))),
      word.set(i32.mul(word.get, i32.const(9))),
      mix(c, a.get),
      mix(d, b.get),
      mix(b, c.get),
      mix(a, d.get),
      mix(c, i32.shl(before.get, i32.const(9))),
      d.set(i32.rotl(d.get, i32.const(11))),
    ].flat(),
    save: words.flatMap((each, w) => i32.store(state.get, each.get, 4 * w)),
  };
}
