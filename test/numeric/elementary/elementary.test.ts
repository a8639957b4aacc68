import assert from "node:assert/strict";
import { test } from "node:test";
import {
  exponential,
  exponentialPair,
  logarithm,
  logarithmOfOnePlus,
  logarithmOfOnePlusPair,
  logarithmPair,
} from "../../../lib/numeric/elementary";
import { MT19937 } from "../../../lib/numeric/random";
import {
  type Code,
  compile,
  i32,
  Layout,
  loopWhile,
  type Variable,
  v128,
  wasmFunction,
} from "../../../lib/numeric/wasm";

/** Values of a function of pairs, by WebAssembly. */
function byPairs(
  code: (x: Variable, result: Variable, scratch: Variable[]) => Code,
  xs: readonly number[],
): number[] {
  const run = wasmFunction((scope) => {
    const at = scope.param("i32");
    const end = scope.param("i32");
    const variable = () => scope.local("v128");
    const [x, result] = [variable(), variable()];
    return [
      loopWhile(
        i32.lt_u(at.get, end.get),
        x.set(v128.load(at.get)),
        code(x, result, Array.from({ length: 6 }, variable)),
        v128.store(at.get, result.get),
        at.set(i32.add(at.get, i32.const(16))),
      ),
    ];
  });
  const layout = new Layout();
  layout.reserve(8 * xs.length + 8);
  const memory = layout.createMemory();
  const values = new Float64Array(memory.buffer, 0, xs.length);
  values.set(xs);
  compile({ run })(memory).run(0, 8 * xs.length);
  return [...values];
}

/** The distance in units in the last place of the expected value. */
function ulps(found: number, expected: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(expected)));
  return expected === 0 ? 0 : Math.abs(found - expected) / 2 ** (exponent - 52);
}

const rng = new MT19937(11);
const draw = (count: number, from: number, to: number) =>
  Array.from({ length: count }, () => from + (to - from) * rng.double());

test("exponential is e^x to one unit in the last place, and 0 where that is no normal number", () => {
  const xs = [...draw(5001, -700, 700), ...draw(20000, -40, 1), ...draw(2000, -1e-8, 1e-8), 0, 709];
  for (const x of xs) assert.ok(ulps(exponential(x), Math.exp(x)) <= 1, `${x}`);
  assert.equal(exponential(0), 1);
  const beyond = [-708.1, -745, -1e6, Number.NEGATIVE_INFINITY];
  assert.deepEqual(beyond.map(exponential), [0, 0, 0, 0]);
  assert.deepEqual(
    byPairs((x, power, scratch) => exponentialPair(x.get, power, scratch), [...xs, ...beyond]),
    [...xs, ...beyond].map(exponential),
  );
});

test("logarithm is log x to one unit in the last place", () => {
  const xs = [
    ...draw(20001, 0, 2),
    ...draw(2000, 0.999, 1.001),
    ...draw(2000, -300, 300).map((power) => 10 ** power),
    ...[1, 2, 1e-10, 2 ** -1022, Number.MAX_VALUE],
  ];
  for (const x of xs) assert.ok(ulps(logarithm(x), Math.log(x)) <= 1, `${x}`);
  assert.equal(logarithm(1), 0);
  assert.deepEqual(byPairs(logarithmPair, xs), xs.map(logarithm));
});

test("logarithmOfOnePlus loses nothing of a small number", () => {
  const xs = [
    ...draw(20001, 0, 3),
    ...draw(2000, -300, 2).map((power) => 10 ** power),
    ...[0, 1e-16, 1e-300, 1e10, 1e300],
  ];
  for (const x of xs) assert.ok(ulps(logarithmOfOnePlus(x), Math.log1p(x)) <= 2, `${x}`);
  assert.equal(logarithmOfOnePlus(0), 0);
  assert.deepEqual(byPairs(logarithmOfOnePlusPair, xs), xs.map(logarithmOfOnePlus));
});
