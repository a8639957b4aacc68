import { largest } from "../../numeric/arrays";
import type { RecordedReading } from "../outcome";
import type { Accuracy } from "./accuracies";

/** Chance of a false alarm that is taken, over all readings tried. */
const level = 0.01;

/** Accuracies that are told apart no further: of those, the reading that is tried first is named. */
const asGood = 0.02;

/** What a self-check comes to. */
export interface SelfVerdict {
  readonly warns: boolean;
  /** One or two sentences for the reader, in Markdown; bold where they warn. */
  readonly verdict: string;
  /** The readings that are better beyond chance, the one to take first. */
  readonly better: readonly RecordedReading[];
}

/**
 * Puts a self-check into words.
 *
 * @param sample accuracy of the reading at hand on the sample
 * @param chance share of the commonest label in the sample
 * @param untried readings that could not be tried, and why
 * @example
 * verdictOn(accuracyOf("sample", right), 0.1, compared).verdict;
 * // "**Warning: another reading is better ... Give mean [...] and std [...].**"
 */
export function verdictOn(
  { accuracy, n }: Accuracy,
  chance: number,
  compared: readonly RecordedReading[],
  untried: readonly string[] = [],
): SelfVerdict {
  const { verdict, ...found } = foundBy({ accuracy, n }, chance, compared);
  const notTried = untried.length > 0 ? ` Not tried: ${untried.join("; ")}.` : "";
  return { ...found, verdict: withoutMarks(`${verdict}${notTried}`) };
}

/** Names come from files: none of them shall become a link, an image or HTML. */
function withoutMarks(verdict: string): string {
  return verdict.replace(/[\\<`]/g, "\\$&").replaceAll("](", "]\\(");
}

function foundBy(
  { accuracy, n }: Pick<Accuracy, "accuracy" | "n">,
  chance: number,
  compared: readonly RecordedReading[],
): SelfVerdict {
  const better = rankedBetter(compared);
  const tried = `${compared.length} other readings were tried`;
  const outcome =
    compared.length === 0
      ? "there was no other reading to try"
      : `${tried} and none is better beyond chance`;
  const isChance = (accuracy.low ?? accuracy.value) <= chance;
  if (better.length > 0) {
    const [best, ...rest] = better;
    const found = `as read, the network names ${percent(best.atHand)} of ${best.n} public images right; ${best.reading}: ${percent(best.accuracy)} (p = ${best.adjusted.toPrecision(2)}, ${tried})`;
    const others =
      rest.length > 0 ? ` Also better: ${rest.map(({ reading }) => reading).join("; ")}.` : "";
    return {
      warns: true,
      better,
      verdict: `**Warning: another reading is better beyond chance: ${found}. Give ${best.parameter}.**${others}`,
    };
  }
  const shown = `the network names ${percent(accuracy.value)} of ${n} public images right, where always naming the commonest class would name ${percent(chance)}`;
  if (isChance) {
    return {
      warns: true,
      better,
      verdict: `**Warning: near chance: ${shown}; ${outcome}. Check that weights, labels and preprocessing belong together: no figure below means anything until this is mended.**`,
    };
  }
  return {
    warns: false,
    better,
    verdict: `Self-check: ${shown}; ${outcome}.`,
  };
}

/** Where several are as good, what lies beside the model comes before what is only usual. */
function rankedBetter(compared: readonly RecordedReading[]): RecordedReading[] {
  const better = compared.filter(({ adjusted }) => adjusted <= level);
  const most = largest(better.map(({ accuracy }) => accuracy));
  const isBest = ({ accuracy }: RecordedReading) => accuracy >= most - asGood;
  const rest = better.filter((one) => !isBest(one));
  return [...better.filter(isBest), ...rest.sort((one, other) => other.accuracy - one.accuracy)];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
