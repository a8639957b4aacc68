import { exponentialPair, splat } from "../numeric/elementary";
import { f64x2, i32, loopWhile, type Variable, v128, wasmFunction } from "../numeric/wasm";
import { HALF_LOG_2_PI } from "./gaussian";
import { EPSILON } from "./publishedScore";

/**
 * `publishedScore` of confidences, in place, two at a time: after an odd number there must be room
 * for one more.
 *
 * Parameters: first and last address; mean, standard deviation and its logarithm of the members'
 * Gaussian and of the others'.
 */
export const publishedScores = wasmFunction((scope) => {
  const at = scope.param("i32");
  const end = scope.param("i32");
  const numbers = Array.from({ length: 6 }, () => scope.param("f64"));
  const variables = (count: number) => Array.from({ length: count }, () => scope.local("v128"));
  const splats = variables(6);
  const [muIn, sdIn, logSdIn, muOut, sdOut, logSdOut] = splats;
  const [p, z, logDensity, member, nonMember, ratio] = variables(6);
  const scratch = variables(4);
  const { add, sub, mul, div } = f64x2;
  const density = (mu: Variable, sd: Variable, logSd: Variable, found: Variable) => [
    z.set(div(sub(p.get, mu.get), sd.get)),
    logDensity.set(sub(sub(mul(mul(splat(-0.5), z.get), z.get), logSd.get), splat(HALF_LOG_2_PI))),
    exponentialPair(logDensity.get, found, scratch),
  ];
  return [
    ...splats.map((splatted, i) => splatted.set(f64x2.splat(numbers[i].get))),
    loopWhile(
      i32.lt_u(at.get, end.get),
      p.set(v128.load(at.get)),
      ...density(muIn, sdIn, logSdIn, member),
      ...density(muOut, sdOut, logSdOut, nonMember),
      ratio.set(div(member.get, add(nonMember.get, splat(EPSILON)))),
      v128.store(at.get, div(ratio.get, add(splat(1), ratio.get))),
      at.set(i32.add(at.get, i32.const(16))),
    ),
  ];
});
