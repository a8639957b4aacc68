import type { Fit } from "../data/machine";
import type { Certainty } from "../leak";

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Figures: functions of labels and scores. */
export const metrics = setOf(
  "roc_auc_score roc_curve accuracy_score balanced_accuracy_score f1_score fbeta_score precision_score " +
    "recall_score precision_recall_curve precision_recall_fscore_support average_precision_score log_loss " +
    "brier_score_loss confusion_matrix classification_report mean_squared_error root_mean_squared_error " +
    "mean_absolute_error mean_absolute_percentage_error mean_squared_log_error r2_score explained_variance_score " +
    "matthews_corrcoef cohen_kappa_score hamming_loss jaccard_score zero_one_loss top_k_accuracy_score " +
    "det_curve calibration_curve plot_confusion_matrix plot_roc_curve plot_precision_recall_curve " +
    "rocCurve rocAuc tprAtFpr publishedTprAtFpr delongAuc bootstrapTpr readOff readAsPublished pairedGain crosstab",
);

/** Cross-validation within one call. */
export const crossValidations = setOf(
  "cross_val_score cross_validate cross_val_predict learning_curve validation_curve permutation_test_score",
);

/** Numbers that say something of all rows. */
export const statistics: ReadonlyMap<string, Certainty> = new Map([
  ...["mean", "median", "std", "var", "mode", "quantile", "percentile", "average"].map(
    (name): [string, Certainty] => [name, "likely"],
  ),
  ...[
    "nanmean",
    "nanmedian",
    "nanstd",
    "nanvar",
    "nanpercentile",
    "nanquantile",
    "skew",
    "kurt",
  ].map((name): [string, Certainty] => [name, "likely"]),
  ...["min", "max", "amin", "amax", "nanmin", "nanmax", "ptp"].map((name): [string, Certainty] => [
    name,
    "look",
  ]),
]);

/** Functions that fit to the rows which they are given and transform them. */
export const transforms: ReadonlyMap<string, Certainty> = new Map([
  ["scale", "sure"],
  ["minmax_scale", "sure"],
  ["maxabs_scale", "sure"],
  ["robust_scale", "sure"],
  ["quantile_transform", "sure"],
  ["power_transform", "sure"],
  ["zscore", "sure"],
  ["boxcox", "look"],
  ["qcut", "likely"],
  ["cut", "likely"],
  ["get_dummies", "look"],
  ["dmatrix", "look"],
  ["dmatrices", "look"],
  ["scaledAndCast", "sure"],
]);

/** Functions that rank columns by what they say of the labels. */
export const selections = setOf(
  "f_classif f_regression chi2 mutual_info_classif mutual_info_regression r_regression",
);

/** Functions that read data from outside. */
export const readers =
  /^(?:read_\w+|load|loadtxt|genfromtxt|load_\w+|fetch_\w+|make_\w+|load_dataset|loadmat|imread|open|read|readCsv|readDataset)$/;

/** What says nothing of rows, whatever it is called with. */
export const silent = setOf(
  "len range print display type id hash isinstance hasattr linspace logspace meshgrid figure subplots show format",
);

/** Attributes that say nothing of rows. */
export const metadata = setOf(
  "shape rows length columns dtype dtypes size ndim feature_names target_names name names __class__ __name__ DESCR history",
);

const imported =
  "np:numpy pd:pandas plt:matplotlib.pyplot sns:seaborn tf:tensorflow F:torch.nn.functional nn:torch.nn " +
  "xgb:xgboost lgb:lightgbm optim:torch.optim norm:scipy.stats.norm dfd:danfojs mia numpy pandas torch sklearn " +
  "scipy keras math os sys random json Math Object Array JSON console patsy preprocessing metrics " +
  "model_selection cross_validation linear_model ensemble svm tree naive_bayes decomposition " +
  "feature_selection feature_extraction neighbors neural_network";

/** Names that everybody's imports set: in a notebook, perhaps in a cell that is not handed in. */
export const wellKnown: ReadonlyMap<string, string> = new Map(
  imported.split(" ").map((entry): [string, string] => {
    const [name, path = name] = entry.split(":");
    return [name, path];
  }),
);

/** Python's own functions. */
export const builtins = setOf(
  "abs all any bool bytes dict dir enumerate eval filter float frozenset getattr hasattr int isinstance iter " +
    "len list map max min next object open ord pow print range repr reversed round set setattr slice sorted str sum " +
    "super tuple type vars zip input exit quit display Exception ValueError KeyError TypeError __name__ __file__ " +
    "NotImplementedError RuntimeError FileNotFoundError unicode xrange reduce get_ipython",
);

/** Whether a fit shapes rows so that a second one, of other rows, shapes them otherwise. */
export function isTransform(fit: Fit): boolean {
  return fit.kind === "transform" || fit.kind === "select" || fit.kind === "statistic";
}
