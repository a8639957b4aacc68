import type { RecordedAccuracy, RecordedSelfCheck } from "../outcome";
import type { Accuracy } from "./accuracies";
import type { SelfCheck } from "./selfCheck";

/**
 * A self-check as metrics.json holds it.
 *
 * @param accuracies on all rows, by set
 * @example
 * run.keepSelfCheck(recordedSelfCheck(check, targetAccuracies({ public: publicSet })));
 */
export function recordedSelfCheck(
  { sample, chance, readings, warns, verdict }: SelfCheck,
  accuracies: readonly Accuracy[],
): RecordedSelfCheck {
  return {
    accuracies: accuracies.map(recorded),
    sample: recorded(sample),
    chance,
    readings,
    warns,
    verdict,
  };
}

function recorded({ set, n, accuracy }: Accuracy): RecordedAccuracy {
  const { value, low, high } = accuracy;
  return { set, n, accuracy: value, ci: [low ?? 0, high ?? 1] };
}
