import {
  type Claim,
  type ClaimedOn,
  decimalsOf,
  mostClaims,
  type Quantity,
  type StatedFigures,
} from "./claim";

const number = "([+-]?(?:\\d{1,20}(?:\\.\\d{0,30})?|\\.\\d{1,30})(?:e[+-]?\\d{1,3})?)";
/** Between a name and its number: `': 0.1`, ` = 0.1`, ` of **0.1`. */
const gives = "[\"'`*]*\\s?(?:[:=|]|\\bof\\b|\\bis\\b|\\bwas\\b)\\s?[*`]*";
const sections: Readonly<Record<string, ClaimedOn>> = {
  Training: "validation",
  "Attack Results": "submission",
  "Submission Results": "server",
};
const statement = new RegExp(
  [
    // The published notebook's headings, and this project's "RF  AUC: ..".
    "(?<section>Training|Attack Results|Submission Results)\\s*:\\s*(?<name>[A-Za-z][\\w-]{0,30})",
    "^(?<trained>[A-Za-z][\\w-]{0,30}) {1,3}(?=AUC:)",
    `TPR\\s?(?:@|at)\\s?(?:FPR\\s?(?:<?=|≤)\\s?)?(?<limit>\\d{0,2}\\.?\\d{1,10})(?<percent>\\s?%)?(?:\\s?FPR)?${gives}(?<tpr>${number})`,
    `\\bAUC(?:[ -]ROC| score)?${gives}(?<auc>${number})`,
    "Generated scores for (?<rows>\\d+) samples",
    `Score range\\s?:\\s?\\[(?<min>${number}),\\s?(?<max>${number})\\]`,
    `Score mean\\s?:\\s?(?<mean>${number})`,
    `Score std\\s?:\\s?(?<std>${number})`,
    `^(?<scored>[A-Za-z][\\w-]{0,30}): (?<scoredRows>\\d+) scores, range \\[(?<low>${number}), (?<high>${number})\\], mean (?<average>${number}), std (?<spread>${number})`,
  ].join("|"),
  "gm",
);

/**
 * The figures that a text states: AUC and TPR at an FPR in common spellings, and what the published
 * notebook and this project's print under "Training: RF", "Attack Results: RF" and "Submission
 * Results: RF". Attack figures before any heading are taken to be the server's.
 *
 * @param source how the text is called in the findings
 * @returns each figure once, however often the text repeats it
 * @example
 * claimsFromText("Training: RF AUC: 0.6715", "report")[0].value; // 0.6715
 */
export function claimsFromText(text: string, source: string): Claim[] {
  return figuresOfText(text, source).claims;
}

/**
 * As {@link claimsFromText}, with the number of figures beyond the first thousand, which are left out.
 *
 * @example
 * figuresOfText("AUC: 0.6715", "report").leftOut; // 0
 */
export function figuresOfText(text: string, source: string): StatedFigures {
  const claims = new Map<string, Claim>();
  let leftOut = 0;
  let on: ClaimedOn = "server";
  let model: string | null = null;
  const add = (quantity: Quantity, written: string, atFpr: number | null = null) => {
    const value = Number(written);
    const isRate = quantity === "auc" || quantity === "tpr";
    if ((isRate && value > 1) || (atFpr ?? 0) > 1 || !Number.isFinite(value)) return;
    const rows = isRate ? (on === "submission" ? "server" : on) : "submission";
    const decimals = decimalsOf(written);
    const claim: Claim = { source, model, on: rows, quantity, atFpr, value, decimals };
    const key = JSON.stringify(claim);
    if (claims.size < mostClaims) claims.set(key, claim);
    else if (!claims.has(key)) leftOut++;
  };
  for (const { groups = {} } of text.matchAll(statement)) {
    const { section, name, trained, scored } = groups;
    if (section) [on, model] = [sections[section], name];
    if (trained) [on, model] = ["validation", trained];
    if (scored) model = scored;
    if (groups.tpr) add("tpr", groups.tpr, Number(groups.limit) / (groups.percent ? 100 : 1));
    if (groups.auc) add("auc", groups.auc);
    const rows = groups.rows ?? groups.scoredRows;
    if (rows) add("rows", rows);
    for (const [quantity, ours] of Object.entries(spellings)) {
      const written = groups[quantity] ?? groups[ours];
      if (written) add(quantity as Quantity, written);
    }
  }
  return { claims: [...claims.values()], leftOut };
}

/** Score statistics, and how the group of this project's own line is called. */
const spellings = { min: "low", max: "high", mean: "average", std: "spread" } as const;
