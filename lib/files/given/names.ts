import { plainName } from "../aliases";
import type { Fail } from "../formats/pickle/values";
import type { OutputKind } from "./kinds";

/** Names of outputs by what they are, spelled as `plainName` leaves them; the first found counts. */
const NAMES: Readonly<Record<OutputKind, readonly string[]>> = {
  logits: ["logits", "logit", "z", "rawscores"],
  probabilities: [
    ...["probabilities", "probability", "probs", "prob", "p", "softmax", "softmaxprobs"],
    ...["predictproba", "proba", "confidences", "confidence"],
  ],
  "log-probabilities": [
    ...["logprobabilities", "logprobability", "logprobs", "logprob", "logp", "logsoftmax"],
  ],
  losses: ["losses", "loss", "nll", "crossentropy", "sampleloss", "samplelosses", "persampleloss"],
};
/** Names that say that something is an output, not what. */
const OF_ANY_KIND = [
  "outputs",
  "output",
  "predictions",
  "preds",
  "pred",
  "y_pred",
  "scores",
  "out",
];

/** The outputs of a file by name, and what the name says of them; null: nothing. */
export interface NamedOutputs {
  readonly name: string;
  readonly kind: OutputKind | null;
}

/**
 * What a name says of outputs; undefined if it is no name of outputs.
 *
 * @example
 * kindNamed("log_probs"); // "log-probabilities"
 */
export function kindNamed(name: string): OutputKind | null | undefined {
  const plain = plainName(name);
  for (const [kind, names] of Object.entries(NAMES)) {
    if (names.includes(plain)) return kind as OutputKind;
  }
  return OF_ANY_KIND.some((one) => plainName(one) === plain) ? null : undefined;
}

/**
 * The outputs among the names of a file: logits before what is made of them.
 *
 * @returns undefined where no name is one of outputs
 * @example
 * outputsAmong(["id", "loss", "logits"]); // { name: "logits", kind: "logits" }
 */
export function outputsAmong(names: readonly string[]): NamedOutputs | undefined {
  const found = names.flatMap((name) => {
    const kind = kindNamed(name);
    return kind === undefined ? [] : [{ name, kind }];
  });
  const order = [...Object.keys(NAMES).slice(0, 3), null, "losses"];
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))[0];
}

/**
 * Columns of a table that are one output a class: names that end in 0 to K - 1 (or 1 to K) behind
 * the same beginning, such as prob_0, prob_1, or the bare numbers.
 *
 * @returns null where there are no two of them
 * @throws InputError through `fail` if two columns are of one class, such as logit_0 and Logit-00
 * @example
 * classColumns(["id", "prob_0", "prob_1"], fail); // { columns: ["prob_0", "prob_1"], kind: "probabilities" }
 */
export function classColumns(
  names: readonly string[],
  fail: Fail,
): { columns: readonly string[]; kind: OutputKind | null } | null {
  const families = new Map<string, Map<number, string>>();
  const twice = new Map<Map<number, string>, string>();
  for (const name of names) {
    const digits = name.length < 100 ? /(\d{1,6})$/.exec(name) : null;
    if (digits === null) continue;
    const beginning = plainName(name.slice(0, -digits[1].length));
    const family = families.get(beginning) ?? new Map<number, string>();
    const before = family.get(Number(digits[1]));
    if (before !== undefined) twice.set(family, `columns ${before} and ${name} for one class`);
    families.set(beginning, family.set(Number(digits[1]), name));
  }
  const whole = [...families].flatMap(([beginning, members]) => {
    const first = members.has(0) ? 0 : 1;
    const columns = Array.from({ length: members.size }, (_, k) => members.get(first + k));
    const kind = kindNamed(beginning || "outputs");
    if (members.size < 2 || kind === undefined || columns.includes(undefined)) return [];
    return [{ columns: columns as string[], kind, twice: twice.get(members) }];
  });
  const order = ["logits", "probabilities", "log-probabilities", null];
  const found = whole.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))[0] ?? null;
  if (found?.twice !== undefined) fail(found.twice, "one for each class");
  return found;
}
