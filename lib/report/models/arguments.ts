import type { ManySettings } from "../../audit/many";
import { optionLines } from "../../commandHelp";
import { CommandLine, UsageError, whole } from "../../commandLine";
import { ENGINES } from "../../inference";
import { STEMS } from "../../network";
import { shardOf, siteOf } from "../../training/references/cluster/parts";
import type { SlurmSite } from "../../training/references/cluster/slurmArray";
import type { Shard } from "../../training/references/plan";
import { UNSAID_OPTION, unsaidOf } from "../../training/references/unsaidOption";

const OPTIONS = {
  "--models": {
    value: "FILES",
    help: "checkpoints, or folders of one each: 'ckpt/*.pt'; may be repeated, and words beside options count as well",
  },
  "--public": { value: "P", help: "rows with membership: all of them judge, by five folds" },
  "--private": { value: "Q", help: "rows without, that each model's attack scores too" },
  "--answers": { value: "FILE", help: "the private rows' membership, where somebody knows it" },
  "--out": { value: "DIR", help: "the folder of the audit, with one for each model in it" },
  "--along": {
    value: "FILE",
    help: "CSV with a column model and one of numbers (default: the number in the files' names)",
  },
  "--baseline": {
    value: "NAME",
    help: "the model that the others are paired with (default: the first)",
  },
  "--seed": { value: "S", help: "of folds and attacks (default 42)" },
  "--normalization": {
    value: "FILE",
    help: "mean and std for models without a normalization.json beside them",
  },
  "--stem": { value: "STEM", help: `how networks begin: ${STEMS.join(", ")}` },
  "--unsaid": UNSAID_OPTION,
  "--engine": { value: "ENGINE", help: `auto, ${ENGINES.join(", ")}` },
  "--shard": {
    value: "I/N",
    help: "attack only the I-th of N parts of the models; who ends last writes the table",
  },
  "--status": { help: "say which models are attacked, with the same other words, and end" },
  "--print": {
    value: "slurm",
    help: "attack the first model here, which tells time and memory, print a job of N parts, and end",
  },
  "--partition": { value: "NAME", help: "with --print: where to run" },
  "--account": { value: "NAME", help: "with --print: who pays" },
  "--sbatch": {
    value: "OPTION",
    help: 'with --print: one more option, "constraint=avx512"; may be repeated',
  },
} as const;

/** What `--help` prints. */
export const USAGE = `usage: npx mia audit --models 'CKPT/*.pt' --public P [--private Q] --out DIR [option]...
       npm run audit -- ...

Attacks many models on the same rows, in one process, and sets them side by side: AUC, TPR and
epsilon with intervals, paired differences, against epoch or whatever their names or a CSV file say.
Stopped, the same command goes on with the models that are missing.

${optionLines(OPTIONS)}

leaves DIR/models.html, models.csv, models.json, figures/ and a folder for each model

exit status: 0 done, 1 some models were refused, 2 wrong usage or unreadable input`;

/** What the command line asks for; paths are absolute. */
export interface AuditArguments {
  /** Paths in which `*` and `?` stand for more. */
  readonly patterns: readonly string[];
  readonly public: string;
  readonly private: string | null;
  readonly answers: string | null;
  readonly along: string | null;
  readonly baseline: string | null;
  /** Of mean and std, for models that have none beside them. */
  readonly normalization: string | null;
  readonly settings: ManySettings;
  readonly shard: Shard;
  readonly status: boolean;
  readonly print: "slurm" | null;
  readonly site: SlurmSite;
}

/**
 * Reads the command line of `npx mia audit`.
 *
 * @param typedIn folder from which relative paths count
 * @throws UsageError in one line
 * @example
 * parseAuditArguments(["--models", "ckpt/*.pt", "--public", "p.pt", "--out", "o"], "/home/me").public;
 */
export function parseAuditArguments(words: readonly string[], typedIn: string): AuditArguments {
  const line = new CommandLine(words, OPTIONS, typedIn);
  const patterns = [...line.paths("--models"), ...line.words.map((word) => line.resolve(word))];
  if (patterns.length === 0) throw new UsageError("--models: found none, expected checkpoints");
  return {
    patterns,
    public: line.requiredPath("--public"),
    private: line.path("--private"),
    answers: answersOf(line.path("--answers"), line.path("--private")),
    along: line.path("--along"),
    baseline: line.text("--baseline"),
    normalization: line.path("--normalization"),
    settings: {
      out: line.requiredPath("--out"),
      seed: line.number("--seed", 42, whole(0, 2 ** 32 - 1)),
      stem: line.oneOf("--stem", "auto", STEMS),
      unsaid: unsaidOf(line.text("--unsaid")),
      engine: line.oneOf("--engine", "auto", ["auto", ...ENGINES]),
    },
    shard: shardOf(line.text("--shard") ?? "1/1"),
    status: line.has("--status"),
    print: line.oneOf("--print", null, ["slurm"] as const),
    site: siteOf({
      partition: line.text("--partition"),
      account: line.text("--account"),
      sbatch: line.texts("--sbatch"),
    }),
  };
}

function answersOf(answers: string | null, asked: string | null): string | null {
  if (answers === null || asked !== null) return answers;
  throw new UsageError(`--answers: found ${answers} without --private, expected both`);
}

/**
 * The words that ask for the same audit elsewhere, its models named one by one: what a pattern stands for may
 * change while parts run.
 *
 * @example
 * auditWords(request, models).join(" "); // "node lib/mia.cjs audit --public ... a.pt b.pt"
 */
export function auditWords(request: AuditArguments, models: readonly string[]): string[] {
  const { out, seed, stem, unsaid, engine } = request.settings;
  const files = {
    "--public": request.public,
    "--private": request.private,
    "--answers": request.answers,
    "--out": out,
    "--along": request.along,
    "--baseline": request.baseline,
    "--normalization": request.normalization,
    "--seed": `${seed}`,
    "--stem": stem,
    "--unsaid": unsaid === null ? null : JSON.stringify(unsaid),
    "--engine": engine,
  };
  const options = Object.entries(files).flatMap(([name, value]) =>
    value === null ? [] : [name, value],
  );
  return ["node", "lib/mia.cjs", "audit", ...options, ...models];
}
