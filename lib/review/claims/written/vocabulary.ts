import type { ClaimedOn } from "../claim";

/** Words that say on which rows a figure was measured; longer ones first. */
export const places: readonly (readonly [ClaimedOn, RegExp])[] = [
  [
    "server",
    /(?:(?:evaluation|course|remote|grading|official)[ _-]server|server(?:[ _-]side)?|public[ _-](?:leader ?board|score ?board|score|lb)|leader ?board|score ?board|(?:hidden|private|official)(?:[ _-](?:test|eval\w{0,10}|set|data|rows|split|part))?|submi(?:ssions?|tted|t)|online|remote)(?![a-z])/iy,
  ],
  [
    "training",
    /(?:train(?:ing)?[ _-](?:set|data|rows|split|part|fold|score|metrics?|performance)|(?:on[ _])train(?:ing)?|train)(?![a-z])/iy,
  ],
  [
    "validation",
    /(?:cross[ -]?validat(?:ion|ed)|out[ -]of[ -](?:fold|bag)|(?:\d{1,2}[ -]fold )?cv|validation|validated|valid|val|local(?:ly)?|held[ -]?out|hold[ -]?out|dev|oof|offline|internal(?:ly)?|(?:own|our|in[ -]house|local|offline) (?:test|evaluation|eval|split|measurement)s?|(?:test|eval|report) (?:set|split|rows|part|fold)|public (?:set|data|rows|split|part|dataset|test))(?![a-z])/iy,
  ],
];

/** Attack models by the name that the published notebook gives them, else by their own. */
export const models: readonly (readonly [string, RegExp])[] = [
  ["RF", /(?:random[ _-]?forests?|rf)(?![a-z])/iy],
  ["LightGBM", /(?:light[ _-]?gbm|lgbm?)(?![a-z])/iy],
  ["MLP", /(?:mlp|multi[ -]?layer perceptron)(?![a-z])/iy],
  ["XGBoost", /(?:xg[ _-]?boost|xgb)(?![a-z])/iy],
  ["CatBoost", /cat[ _-]?boost(?![a-z])/iy],
  ["GradientBoosting", /gradient[ _-]?boosting(?![a-z])/iy],
  ["LogisticRegression", /(?:logistic[ _-]?regression|logreg)(?![a-z])/iy],
  ["LiRA", /(?:mia[ _-]?)?lira(?![a-z])/iy],
  ["RMIA", /rmia(?![a-z])/iy],
  ["SVM", /svm(?![a-z])/iy],
  ["Stacking", /stack(?:ing|ed)(?![a-z])/iy],
  ["Ensemble", /ensemble(?![a-z])/iy],
];

/** What follows is a difference, a bound or somebody else's figure. */
export const stops: ReadonlySet<string> = new Set(
  [
    "by from than above below over under least most minus plus between range interval ci ranging",
    "confidence gain gains improvement difference delta gap std stddev deviation error baseline",
    "chance random guess guessing naive threshold thresholds goal target targets aim bound exceed",
    "exceeds required requirement minimum maximum pr rank precision accuracy acc f1 recall loss",
    "pvalue epsilon dropout alpha lr temperature increase decrease se paper shokri carlini",
  ]
    .join(" ")
    .split(" "),
);

/** What may stand between the name of a metric and its figure. */
export const plains: ReadonlySet<string> = new Set(
  [
    "score scores value values result results figure figures of is was are were be been being to at",
    "about around approx approximately circa ca roughly nearly almost only just exactly reach",
    "reaches reached achieve achieves achieved achieving got gets get getting hit hits equals equal",
    "gives gave given giving yields yielded shows showed shown reported reports reporting measured",
    "obtained obtain obtains we i our us my the a an this that it its on in for with set split data",
    "dataset rows part and mean average avg final best overall total as came comes out jumped rose",
    "rises increased improved improves dropped fell went curve attack attacks model models method",
    "has have had there here now currently still returned returns response said says stated under",
    "side back up scored scoring via using de did lies lay stands stood both respectively ended",
    "vs versus very own same team also then achieved. roc metric performance held s",
  ]
    .join(" ")
    .split(" "),
);
