import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compile,
  f64,
  f64x2,
  i32,
  Layout,
  leaveIf,
  loopWhile,
  v128,
  wasmFunction,
  when,
} from "../../../lib/numeric/wasm";
import { signed, unsigned } from "../../../lib/numeric/wasm/leb128";

test("integers in LEB128 are those of the specification's examples", () => {
  assert.deepEqual(unsigned(0), [0]);
  assert.deepEqual(unsigned(624485), [0xe5, 0x8e, 0x26]);
  assert.deepEqual(unsigned(2 ** 32 - 1), [0xff, 0xff, 0xff, 0xff, 0x0f]);
  assert.deepEqual(signed(-123456), [0xc0, 0xbb, 0x78]);
  assert.deepEqual(signed(64), [0xc0, 0x00]);
  assert.deepEqual(signed(-64), [0x40]);
});

test("reserved places are apart, and multiples of 16", () => {
  const layout = new Layout();
  assert.deepEqual(
    [1, 16, 17, 0].map((bytes) => layout.reserve(bytes)),
    [0, 16, 32, 64],
  );
  assert.equal(layout.createMemory().buffer.byteLength, 65536);
  layout.reserve(2 ** 32);
  assert.throws(
    () => layout.createMemory(),
    /at once: found 4294967360 bytes, expected at most 4294967296 \(4 GiB\): fewer rows or columns$/,
  );
});

test("a loop runs as long as its condition holds, and not at all where it does not", () => {
  const countUp = wasmFunction((scope) => {
    const to = scope.param("i32");
    const count = scope.local("i32");
    return [
      loopWhile(i32.lt_u(count.get, to.get), count.set(i32.add(count.get, i32.const(1)))),
      i32.store(i32.const(0), count.get),
    ];
  });
  const layout = new Layout();
  layout.reserve(4);
  const memory = layout.createMemory();
  const { run } = compile({ run: countUp })(memory);
  const found = new Int32Array(memory.buffer, 0, 1);
  for (const to of [0, 1, 1000]) {
    run(to);
    assert.equal(found[0], to);
  }
});

test("leaveIf skips the rest of a round, or leaves the loop", () => {
  const sumOddUpTo = wasmFunction((scope) => {
    const last = scope.param("i32");
    const i = scope.local("i32");
    const sum = scope.local("i32");
    return [
      loopWhile(
        i32.const(1),
        i.set(i32.add(i.get, i32.const(1))),
        leaveIf(i32.lt_u(last.get, i.get), 2),
        leaveIf(i32.eqz(i32.and(i.get, i32.const(1))), 0),
        sum.set(i32.add(sum.get, i.get)),
      ),
      i32.store(i32.const(0), sum.get),
    ];
  });
  const layout = new Layout();
  layout.reserve(4);
  const memory = layout.createMemory();
  compile({ run: sumOddUpTo })(memory).run(7);
  assert.equal(new Int32Array(memory.buffer, 0, 1)[0], 1 + 3 + 5 + 7);
});

test("pairs of float64 are computed with lane by lane", () => {
  const combine = wasmFunction((scope) => {
    const a = scope.param("f64");
    const b = scope.param("f64");
    const pair = scope.local("v128");
    return [
      pair.set(f64x2.replace_lane(f64x2.splat(a.get), 1, b.get)),
      v128.store(i32.const(0), f64x2.zip(pair.get, f64x2.div(pair.get, f64x2.splat(b.get)), 0)),
      when(
        f64.gt(a.get, b.get),
        v128.store(i32.const(16), f64x2.abs(f64x2.sub(pair.get, pair.get))),
      ),
      f64.store(i32.const(16), f64.trunc(a.get), 16),
    ];
  });
  const layout = new Layout();
  layout.reserve(48);
  const memory = layout.createMemory();
  const found = new Float64Array(memory.buffer, 0, 6).fill(9);
  compile({ run: combine })(memory).run(1.5, 4);
  assert.deepEqual([...found], [1.5, 0.375, 9, 9, 1, 9]);
});
