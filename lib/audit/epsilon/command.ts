import { columns, optionLines } from "../../commandHelp";
import { type Command, CommandLine, UsageError } from "../../commandLine";
import { InputError, tell, warn } from "../../files";
import { checkOutput, writeJson } from "../../files/outputs";
import { epsilonBounds } from "./epsilonBounds";
import { readScores } from "./readScores";
import type { EpsilonBound, EpsilonMethod } from "./types";

const OPTIONS = {
  "--column": { value: "NAME", help: "the scores; score unless given" },
  "--delta": { value: "D", help: "of (epsilon, delta), from 0 to below 1; 1e-5 unless given" },
  "--confidence": { value: "C", help: "that the bound is not above epsilon; .95 unless given" },
  "--threshold": {
    value: "T",
    help: "score from which on a row is called a member, settled on other rows; unless given it is found on these, and the confidence is corrected for all that were tried",
  },
  "--seed": {
    value: "N",
    help: "draws equal numbers of both kinds for one-run-fdp; 42 unless given",
  },
  "--json": { value: "FILE", help: "the bounds as rows" },
} as const;

const MEANING: Readonly<Record<EpsilonMethod, string>> = {
  "clopper-pearson": "TPR and FPR at one threshold",
  "one-run": "share of right guesses in one run (Steinke, Nasr, Jagielski 2023)",
  "one-run-fdp": "the same, if noise is Gaussian (Mahloujifar, Melis, Chaudhuri 2024)",
  "gaussian-dp": "TPR and FPR at one threshold, if noise is Gaussian",
};

const USAGE = `usage: npx mia epsilon SCORES.csv [option]...

Lower bounds on epsilon: a guarantee of differential privacy that promises less is contradicted by
the scores. SCORES.csv has a column of scores (high = member) and one of membership; of a run's
scores_public.csv the rows that judge the column are taken.

${optionLines(OPTIONS)}

methods
${columns(Object.entries(MEANING))}

exit status: 0 done, 2 wrong usage or unreadable input`;

/** `npx mia epsilon`: lower bounds on epsilon from scores. */
export const epsilon: Command = {
  usage: USAGE,
  run: async (words, typedIn) => {
    const line = new CommandLine(words, OPTIONS, typedIn);
    if (line.words.length !== 1) {
      throw new UsageError(`found ${line.words.length} files, expected one: SCORES.csv`);
    }
    const json = line.path("--json");
    try {
      if (json !== null) checkOutput(json);
      const { membership, scores, note } = readScores(
        line.resolve(line.words[0]),
        line.text("--column"),
      );
      if (note !== null) warn(note);
      const bounds = epsilonBounds(membership, scores, optionsOf(line));
      tell(tableOf(bounds, membership));
      if (json !== null)
        writeJson(
          json,
          bounds.map(({ tried: _, ...row }) => row),
        );
      return 0;
    } catch (error) {
      if (!(error instanceof InputError) && !(error instanceof RangeError)) throw error;
      warn(error.message);
      return 2;
    }
  },
};

function optionsOf(line: CommandLine<typeof OPTIONS>) {
  const anyNumber = (expected: string, isSound: (value: number) => boolean) => {
    return { isSound, expected };
  };
  const isShare = (value: number) => value >= 0 && value < 1;
  return {
    delta: line.number("--delta", 1e-5, anyNumber("a number from 0 to below 1", isShare)),
    confidence: line.number(
      "--confidence",
      0.95,
      anyNumber("a number above .5, below 1", (value) => value > 0.5 && value < 1),
    ),
    threshold: line.has("--threshold")
      ? line.number("--threshold", 0, anyNumber("a number", Number.isFinite))
      : null,
    seed: line.number(
      "--seed",
      42,
      anyNumber(
        "a whole number from 0 to 2^32 - 1",
        (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32,
      ),
    ),
  };
}

function tableOf(bounds: readonly EpsilonBound[], membership: Uint8Array): string {
  const members = membership.reduce((sum, one) => sum + one, 0);
  const [{ delta, confidence, tried }] = bounds;
  const lines = bounds.map(({ method, epsilon, threshold }): [string, string] => {
    const from = threshold === null ? "" : `, scores from ${Number(threshold.toPrecision(6))} on`;
    return [method, `epsilon >= ${epsilon.toFixed(3)}${from}: ${MEANING[method]}`];
  });
  const chosen = tried > 1 ? `; corrected for all thresholds tried` : "";
  return [
    `${members} members and ${membership.length - members} others, delta ${delta}, confidence ${confidence}${chosen}`,
    columns(lines),
    "Bounds hold where membership was assigned at random, each row by itself: see the blind baseline of the run.",
    "The last two hold for Gaussian noise (DP-SGD) alone.",
  ].join("\n");
}
