import {
  aucOf,
  brierOf,
  type RunFacts,
  rankCorrelationOf,
  type Scored,
  thresholdOf,
  tprOf,
} from "./runFacts";

/** A saying with numbers in it, and what it must be of a run. */
interface Saying {
  readonly pattern: RegExp;
  /** What the text must be in the place of the match; null where this saying is not known. */
  truth(said: RegExpMatchArray, about: About): string | null;
}

/** What the sentences around a number tell of it. */
interface About {
  readonly facts: RunFacts;
  /** All that is said of the figure or table. */
  readonly text: string;
}

const grouped = (n: number) => n.toLocaleString("en-US");
const rounded = (share: number) => share.toFixed(3);
const PART = "(public|private|validation|report|calibrate|fit)";
const MODEL = "(RF|LightGBM|MLP)";

/** The part that a figure stands on: "n = 400 report rows". */
const partOf = ({ text, facts }: About) =>
  new RegExp(`n = [^.;]*?${PART} rows`).exec(text)?.[1] ?? facts.judges;

/** The model that a figure of one model shows. */
const modelOf = ({ text }: About) =>
  new RegExp(`(?:rows, |five folds, |Score of )${MODEL}`).exec(text)![1];

function sizeOf({ facts }: About, part: string): number {
  return part === "private" ? facts.privateRows : facts.rows(part).length;
}

/** A model's scores of the recipe and part that a figure is about. */
function scoredAs(model: string, about: About): Scored {
  const { facts, text } = about;
  if (text.includes("validation rows")) {
    return facts.scored(`${model}_published_calibrated`, "validation");
  }
  const isHeldOut = text.includes("published recipe held out (");
  return facts.judged(model, isHeldOut ? "heldout" : "corrected");
}

/** "0.657 to 0.690, difference 0.033": held out, corrected. */
function pair(model: string, about: About): { levels: string; difference: string } {
  const isAuc = about.text.startsWith("AUC");
  const [heldOut, corrected] = ["heldout", "corrected"].map((protocol) => {
    const one = about.facts.judged(model, protocol);
    return isAuc ? aucOf(one) : tprOf(one, 0.05);
  });
  return {
    levels: `${rounded(heldOut)} to ${rounded(corrected)}`,
    difference: rounded(corrected - heldOut),
  };
}

/** Dots of a panel of score agreement. */
const mostDots = 1000;

/** A member's weight as captions round it. */
const step = (members: number) => String(Number((1 / members).toPrecision(2)));

/** Classes from the highest AUC to the lowest, and whether DeLong's variance can be had. */
function classesOf(about: About) {
  const all = about.facts.labels.map((label) => {
    const scored = about.facts.reported(modelOf(about), label);
    const auc = aucOf(scored);
    const members = scored.membership.filter((member) => member === 1).length;
    const fewest = Math.min(members, scored.membership.length - members);
    return { label, auc, isMeasured: fewest > 1 && auc > 0 && auc < 1 };
  });
  return all.filter(({ auc }) => !Number.isNaN(auc)).sort((a, b) => b.auc - a.auc);
}

/** Whether each estimate of a figure of dots has an interval. */
function measuredIn(about: About): boolean[] {
  const { facts, text } = about;
  const row = (protocol: string, measure: "auc" | "tpr") =>
    facts.models.map((model) => facts.isMeasured(`${model}_${protocol}_raw`, measure));
  if (text.startsWith("Permutation")) {
    return facts.falls.flatMap(({ auc, tpr }) => [auc.low !== null, tpr.low !== null]);
  }
  if (text.startsWith("AUC by class")) return classesOf(about).map(({ isMeasured }) => isMeasured);
  if (text.startsWith("Blind")) return [...row("corrected", "auc"), facts.blind.auc.low !== null];
  const measure = text.startsWith("AUC") ? "auc" : "tpr";
  const [heldOut, corrected] = [row("heldout", measure), row("corrected", measure)];
  return heldOut.map((isMeasured, i) => isMeasured && corrected[i]);
}

const distinct = (values: readonly number[]) => new Set(values).size;
const many = (n: number) => `${grouped(n)} value${n === 1 ? "" : "s"}`;

const sayings: readonly Saying[] = [
  {
    pattern: new RegExp(
      `n = [\\d,]+ ${PART} rows((?:, [\\w ]+)*) \\([\\d,]+ members, [\\d,]+ non-members\\)`,
      "g",
    ),
    truth: ([, part, what], about) => {
      const [n, members] = [sizeOf(about, part), about.facts.members(part)];
      return `n = ${grouped(n)} ${part} rows${what} (${grouped(members)} members, ${grouped(n - members)} non-members)`;
    },
  },
  {
    pattern: new RegExp(`n = [\\d,]+ of [\\d,]+ ${PART} rows`, "g"),
    truth: ([, part], about) => {
      const n = sizeOf(about, part);
      return `n = ${Math.min(16, n)} of ${grouped(n)} ${part} rows`;
    },
  },
  {
    pattern: /n = \d+ rows/g,
    truth: (_, about) => {
      const { facts, text } = about;
      const agreed = () => facts.flaggedBy.get(facts.models.join(" and "))?.length ?? 0;
      const n = text.includes("every attack flags") ? agreed() : sizeOf(about, "public");
      return `n = ${Math.min(16, n)} rows`;
    },
  },
  {
    pattern: /[\d,]+ public and [\d,]+ private rows/g,
    truth: (_, about) =>
      `${grouped(sizeOf(about, "public"))} public and ${grouped(about.facts.privateRows)} private rows`,
  },
  {
    pattern: /One member is a step of \S+ in the TPR/g,
    truth: (_, about) =>
      `One member is a step of ${step(about.facts.members(partOf(about)))} in the TPR`,
  },
  {
    pattern: /One of the [\d,]+ members among the [^.]* rows[\w, ]* is a step of \S+ in the TPR/g,
    truth: (_, { facts }) => {
      const members = facts.members(facts.judges);
      const rows = facts.isCrossFitted ? "public rows, five folds" : "report rows";
      return `One of the ${grouped(members)} members among the ${rows} is a step of ${step(members)} in the TPR`;
    },
  },
  {
    pattern: new RegExp(`${MODEL} \\((TPR|AUC) [\\d.]+\\)`, "g"),
    truth: ([, model, what], about) => {
      const scored = scoredAs(model, about);
      return `${model} (${what} ${rounded(what === "AUC" ? aucOf(scored) : tprOf(scored, 0.05))})`;
    },
  },
  {
    pattern: new RegExp(`${MODEL} \\d\\.\\d{3} to \\d\\.\\d{3}, difference -?\\d\\.\\d{3}`, "g"),
    truth: ([, model], about) => {
      const { levels, difference } = pair(model, about);
      return `${model} ${levels}, difference ${difference}`;
    },
  },
  {
    pattern: new RegExp(`${MODEL} \\d\\.\\d{3} to \\d\\.\\d{3}`, "g"),
    truth: ([, model], about) => `${model} ${pair(model, about).levels}`,
  },
  {
    pattern: /Dashed: the threshold, [^.]+(?:\.\d{3}[^.]*)*\.(?= |$)/g,
    truth: ([said], { facts }) => {
      const models = facts.models.filter((model) => said.includes(`${model} `));
      const each = models.map((model) => {
        return `${model} ${Number(thresholdOf(facts.reported(model), 0.05).toPrecision(3)).toFixed(3)}`;
      });
      return `Dashed: the threshold, ${each.join(", ")}.`;
    },
  },
  {
    pattern: /Scores of \d+ attacks/g,
    truth: (_, { facts }) => `Scores of ${facts.models.length} attacks`,
  },
  {
    pattern: new RegExp(`${MODEL} and ${MODEL} -?\\d\\.\\d{3}`, "g"),
    truth: ([, one, other], { facts }) => {
      const [a, b] = [one, other].map((model) => facts.reported(model).scores);
      return `${one} and ${other} ${rounded(rankCorrelationOf(a, b))}`;
    },
  },
  {
    pattern: / Not shown: [^.]+(?:\.1%[^.]*)*\./g,
    truth: (_, { facts }) => {
      const left = facts.unresolved.map((limit) => `${100 * limit}%`).join(", ");
      return ` Not shown: ${left}, where fewer than 10 false positives are allowed.`;
    },
  },
  {
    pattern: /[\d,]+ of them drawn\./g,
    truth: (_, { facts }) => {
      const rows = facts.rows(facts.judges).length;
      return rows > mostDots ? `${grouped(mostDots)} of them drawn.` : "";
    },
  },
  {
    pattern: /FPR at most [\d.%, ]+%; 95/g,
    truth: (_, { facts }) => {
      const kept = [0.05, 0.01, 0.001].filter((limit) => !facts.unresolved.includes(limit));
      return `FPR at most ${kept.map((limit) => `${100 * limit}%`).join(", ")}; 95`;
    },
  },
  {
    pattern: /shared bins from \S+ to \S+\. /g,
    truth: (_, about) => {
      const { scores } = about.facts.reported(modelOf(about));
      const ends = [Math.min(...scores), Math.max(...scores)].map((end) => end.toPrecision(3));
      return `shared bins from ${ends.join(" to ")}. `;
    },
  },
  {
    pattern: /among all rows [\d.]+\. /g,
    truth: (_, { facts }) =>
      `among all rows ${rounded(facts.members(facts.judges) / facts.rows(facts.judges).length)}. `,
  },
  {
    pattern: /Grey: fewer than 10 false positives in a fold, [\d,]+ non-members/g,
    truth: (_, { facts }) => {
      const { folds = [], membership } = facts.judged(facts.models[0], "corrected");
      const each = [...new Set(folds)].map(
        (fold) => folds.filter((one, row) => one === fold && membership[row] === 0).length,
      );
      const fewest = grouped(Math.min(...each));
      return `Grey: fewer than 10 false positives in a fold, ${fewest} non-members`;
    },
  },
  {
    pattern: /Rank correlation -?[\d.]+\.(?= |$)/g,
    truth: (_, about) => {
      const pairOf = new RegExp(`scores of ${MODEL} against those of ${MODEL}`).exec(about.text)!;
      const [a, b] = [pairOf[1], pairOf[2]].map((model) => about.facts.reported(model).scores);
      return `Rank correlation ${rounded(rankCorrelationOf(a, b))}.`;
    },
  },
  {
    pattern: /rank correlation of \d+ predictors/g,
    truth: (_, { text }) => {
      const named = /Rank correlations of ([\w, ]+)\./.exec(text)![1];
      return `rank correlation of ${named.split(", ").length} predictors`;
    },
  },
  {
    pattern: /in at most \d+ bins/g,
    truth: (_, about) => {
      const wanted = Math.floor(about.facts.rows("report").length / 10);
      return `in at most ${Math.max(2, Math.min(10, wanted))} bins`;
    },
  },
  {
    pattern: /(raw|isotonic|sigmoid) \(Brier [\d.]+\)/gi,
    truth: ([, method], about) => {
      const brier = brierOf(about.facts.predicted(method, modelOf(about)));
      return `${method} (Brier ${rounded(brier)})`;
    },
  },
  {
    pattern: /(isotonic|sigmoid) \([\d,]+ values?\)/gi,
    truth: ([, method], about) => {
      const { scores } = about.facts.predicted(method, modelOf(about));
      return `${method} (${many(distinct(scores))})`;
    },
  },
  {
    pattern: /[\d,]+ different raw scores/g,
    truth: (_, about) => {
      const { scores } = about.facts.predicted("raw", modelOf(about));
      return `${grouped(distinct(scores))} different raw scores`;
    },
  },
  {
    pattern: /from class \d+ \([\d.]+\) down to class \d+ \([\d.]+\)/g,
    truth: (_, about) => {
      const classes = classesOf(about);
      const [first, last] = [classes[0], classes[classes.length - 1]].map(
        ({ label, auc }) => `class ${label} (${rounded(auc)})`,
      );
      return `from ${first} down to ${last}`;
    },
  },
  {
    pattern: /fall of the AUC: [^.]+(?:\.\d{3}[^.]*)*\. n/g,
    truth: (_, { facts }) => {
      const sorted = [...facts.falls].sort((a, b) => b.auc.value - a.auc.value);
      const all = sorted.map(({ name, auc }) => `${name} ${rounded(auc.value)}`).join(", ");
      return `fall of the AUC: ${all}. n`;
    },
  },
  {
    pattern: /, (?:paired )?95 % intervals(?: of \d+ of the \d+)?(?=[.;])/g,
    truth: ([said], about) => {
      const has = measuredIn(about);
      const drawn = has.filter(Boolean).length;
      if (drawn === 0) return "";
      const paired = said.includes("paired") ? "paired " : "";
      return `, ${paired}95 % intervals${drawn < has.length ? ` of ${drawn} of the ${has.length}` : ""}`;
    },
  },
  {
    pattern: /The first public images: class .*?member\. /g,
    truth: (_, { facts }) => `The first public images: ${facts.first(16)}. `,
  },
  {
    pattern: new RegExp(`The most exposed public images, ${MODEL}: class .*?member\\. `, "g"),
    truth: ([, model], { facts }) =>
      `The most exposed public images, ${model}: ${facts.mostExposed(16)}. `,
  },
  {
    pattern: /Public images that every attack flags: class .*?member\. /g,
    truth: (_, { facts }) => `Public images that every attack flags: ${facts.flaggedByAll(16)}. `,
  },
  {
    pattern: /[\d,]+ are flagged by any of \d+ attacks, [\d,]+ by all/g,
    truth: (_, { facts }) => {
      const { flaggedBy, models } = facts;
      const any = [...flaggedBy.values()].reduce((sum, rows) => sum + rows.length, 0);
      const all = flaggedBy.get(models.join(" and "))?.length ?? 0;
      return `${grouped(any)} are flagged by any of ${models.length} attacks, ${grouped(all)} by all`;
    },
  },
  {
    pattern: /combinations of attacks: [^.]+\./g,
    truth: (_, { facts }) => {
      const sizes = [...facts.flaggedBy].sort(([, one], [, other]) => other.length - one.length);
      const each = sizes.map(([of, rows]) => `${of} ${grouped(rows.length)}`);
      return `combinations of attacks: ${each.join("; ")}.`;
    },
  },
  {
    pattern: /Accuracy: .*?(?=\. (?:No|Better))/g,
    truth: (_, { facts }) => {
      const { accuracies, sample } = facts.selfCheck;
      const all = [...accuracies, sample].map((one) => `${one.set} ${rounded(one.accuracy)}`);
      return `Accuracy: ${all.join(", ")}`;
    },
  },
  {
    pattern: /\d+ x \d+ public rows and columns/g,
    truth: (_, { facts }) => {
      const { known, published } = facts.columns;
      const columns = known.length + published.length - 1; // the LiRA score comes later
      return `${facts.rows("public").length} x ${columns} public rows and columns`;
    },
  },
  {
    pattern: /\d+ published columns, \d+ of them probabilities/g,
    truth: (_, { facts }) => {
      const { published } = facts.columns;
      const probabilities = published.filter((name) => name.startsWith("prob_"));
      return `${published.length} published columns, ${probabilities.length} of them probabilities`;
    },
  },
  {
    pattern: /The highest scores: class .*?member\. /g,
    truth: (_, about) => `The highest scores: ${about.facts.highest(modelOf(about), 16)}. `,
  },
  {
    pattern: new RegExp(`${MODEL} \\(n = [\\d,]+\\) [\\d.]+(?=,)`, "g"),
    truth: ([, model], { facts }) => {
      const n = grouped(facts.rows(facts.judges).length);
      return `${model} (n = ${n}) ${rounded(aucOf(facts.reported(model)))}`;
    },
  },
  {
    pattern: /Image and label \(n = [\d,]+\) [\d.]+\. Chance/g,
    truth: (_, { facts }) =>
      `Image and label (n = ${grouped(facts.blind.n)}) ${rounded(facts.blind.auc.value)}. Chance`,
  },
  {
    pattern: new RegExp(`single figures show ${MODEL}|at the end: ${MODEL}`, "g"),
    truth: ([said, one, other], { facts }) => {
      const auc = (model: string) =>
        aucOf(
          facts.isCrossFitted
            ? facts.judged(model, "corrected")
            : facts.scored(`${model}_corrected_raw`, "calibrate"),
        );
      const [best] = facts.models.sort((a, b) => auc(b) - auc(a));
      return said.replace(one ?? other, best);
    },
  },
  {
    pattern: new RegExp(`\\d[\\d,]* ${PART} rows`, "g"),
    truth: ([, part], about) => `${grouped(sizeOf(about, part))} ${part} rows`,
  },
];

/** Without the commas that part thousands, which the terminal's captions leave out. */
const plain = (text: string) => text.replace(/(?<=\d),(?=\d{3})/g, "");

/** Numbers that are the same in every run: levels, limits, rules. */
const conventions = [
  /\b95 %/g,
  /FPR ?≤ 0\.05/g,
  /first FPR >= \.05/g,
  /fewer than 10 false positives/g,
  /FPR at most 5, 1 and 0\.1 %/g,
  /FPR≥5%/g,
  /FPR≤5%/g,
  /FPR at most 5 %/g,
  /each class summing to 1\b/g,
  /one row weighs 1\/k/g,
  /is 0\.5\. /g,
  /does not hold 0\b/g,
  /Assignment #1-MIA/g,
  /\btop2_/g,
  /p_y rises from 0 to 1\b/g,
  /\bfloat(?:32|64)\b/g,
];

/**
 * What is untrue in what stands over a figure or table of a run: each number in it is computed again
 * from the run's files, and a number that no rule here knows is a problem too.
 *
 * @param texts title, caption, description
 * @returns a sentence for each problem; none where all is true
 */
export function captionProblems(texts: readonly string[], facts: RunFacts): string[] {
  const text = texts.join(" | ");
  let left = `${text} `;
  const problems: string[] = [];
  for (const { pattern, truth } of sayings) {
    left = left.replace(pattern, (...words) => {
      const said = words.slice(
        0,
        words.findIndex((word) => typeof word === "number"),
      );
      const is = truth(said as unknown as RegExpMatchArray, { facts, text });
      if (is === null || plain(is) !== plain(said[0]))
        problems.push(`"${said[0]}" is said where "${is}" is so`);
      return " ";
    });
  }
  for (const convention of conventions) left = left.replace(convention, " ");
  const unknown = left.match(/\S*\d\S*/g) ?? [];
  return [...problems, ...unknown.map((word) => `"${word}" in "${text}" is not known to any rule`)];
}
