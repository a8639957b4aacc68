import { NumpyArray } from "../numpy/numpyGlobals";
import type { Constructor, Fail, Following, Spend } from "../pickle/values";

/**
 * An array as joblib.dump writes it without compression: its shape and type stand in the pickle, its
 * elements lie in the file right behind them (one byte that counts the padding, the padding, the
 * elements), before the pickle goes on.
 *
 * Source: joblib.numpy_pickle.NumpyArrayWrapper of joblib 0.10 and later.
 */
class JoblibArray extends NumpyArray {
  override build(state: unknown, fail: Fail, spend: Spend, following: Following): void {
    const get = (name: string) => (state instanceof Map ? state.get(name) : undefined);
    const [shape, type, order] = [get("shape"), get("dtype"), get("order")];
    const aligned = typeof get("numpy_array_alignment_bytes") === "number";
    if (aligned) following(following(1)[0]);
    const bytes = following(this.byteLength(shape, type, fail));
    this.fill(shape, type, order === "F", bytes, fail, spend);
  }
}

/** What pickles of joblib may make, by exact name. */
export const joblibGlobals: readonly (readonly [string, Constructor])[] = [
  ["joblib.numpy_pickle.NumpyArrayWrapper", () => new JoblibArray()],
];
