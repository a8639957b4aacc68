import type { ClaimedOn } from "../claim";

/** Words that say on which rows a figure was measured, a group for each of {@link placeNames}. */
export const places =
  /(?:((?:evaluation|course|remote|grading|official)[ _-]server|server(?:[ _-]side)?|public[ _-](?:leader ?board|score ?board|score|lb)|leader ?board|score ?board|(?:hidden|private|official)(?:[ _-](?:test|eval\w{0,10}|set|data|rows|split|part))?|submi(?:ssions?|tted|t)|online|remote)|(train(?:ing)?[ _-](?:set|data|rows|split|part|fold|score|metrics?|performance)|(?:on[ _])train(?:ing)?|train)|(cross[ -]?validat(?:ion|ed)|out[ -]of[ -](?:fold|bag)|(?:\d{1,2}[ -]fold )?cv|validation|validated|valid|val|local(?:ly)?|held[ -]?out|hold[ -]?out|dev|oof|offline|internal(?:ly)?|(?:own|our|in[ -]house|local|offline) (?:test|evaluation|eval|split|measurement)s?|(?:test|eval|report) (?:set|split|rows|part|fold)|public (?:set|data|rows|split|part|dataset|test)))(?![a-z])/iy;
export const placeNames: readonly ClaimedOn[] = ["server", "training", "validation"];

/** Attack models, a group for each of {@link modelNames}. */
export const models =
  /(?:(random[ _-]?forests?|rf)|(light[ _-]?gbm|lgbm?)|(mlp|multi[ -]?layer perceptron)|(xg[ _-]?boost|xgb)|(cat[ _-]?boost)|(gradient[ _-]?boosting)|(logistic[ _-]?regression|logreg)|((?:mia[ _-]?)?lira)|(rmia)|(svm)|(stack(?:ing|ed))|(ensemble))(?![a-z])/iy;
/** As the published notebook calls them, else by their own names. */
export const modelNames: readonly string[] = [
  ...["RF", "LightGBM", "MLP", "XGBoost", "CatBoost", "GradientBoosting", "LogisticRegression"],
  ...["LiRA", "RMIA", "SVM", "Stacking", "Ensemble"],
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
    "vs versus so far very own same team also then achieved. roc metric performance held s",
  ]
    .join(" ")
    .split(" "),
);
