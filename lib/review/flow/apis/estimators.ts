import type { Role } from "../data/machine";
import type { Certainty } from "../leak";

/** What a class is known to be. */
export interface KnownClass {
  readonly role: Role;
  /** What fitting it tells of the rows; null if nothing. */
  readonly certainty: Certainty | null;
}

const of = (role: Role, certainty: Certainty | null, names: string): [string, KnownClass][] =>
  names.split(" ").map((name) => [name, { role, certainty }]);

/** scikit-learn, imbalanced-learn, category_encoders, and what names the same elsewhere. */
const known: ReadonlyMap<string, KnownClass> = new Map([
  ...of(
    "transformer",
    "sure",
    "StandardScaler MinMaxScaler RobustScaler MaxAbsScaler QuantileTransformer PowerTransformer " +
      "PCA IncrementalPCA KernelPCA SparsePCA MiniBatchSparsePCA TruncatedSVD FastICA NMF FactorAnalysis " +
      "LatentDirichletAllocation UMAP Isomap LocallyLinearEmbedding PLSRegression " +
      "SelectKBest SelectPercentile SelectFpr SelectFdr SelectFwe GenericUnivariateSelect SelectFromModel " +
      "RFE RFECV SequentialFeatureSelector BorutaPy " +
      "SimpleImputer Imputer KNNImputer IterativeImputer MissForest " +
      "TfidfVectorizer TfidfTransformer CountVectorizer KBinsDiscretizer " +
      "TargetEncoder CatBoostEncoder LeaveOneOutEncoder JamesSteinEncoder MEstimateEncoder WOEEncoder " +
      "GLMMEncoder LinearDiscriminantTransformer standardScaler minMaxScaler",
  ),
  ...of("transformer", "look", "DictVectorizer VarianceThreshold TSNE Word2Vec Doc2Vec Tokenizer"),
  ...of(
    "transformer",
    null,
    "OneHotEncoder OrdinalEncoder LabelEncoder LabelBinarizer MultiLabelBinarizer Normalizer Binarizer " +
      "PolynomialFeatures FunctionTransformer HashingVectorizer SplineTransformer BinaryEncoder " +
      "Compose ToTensor ToPILImage Normalize Resize",
  ),
  ...of(
    "sampler",
    "sure",
    "SMOTE BorderlineSMOTE SVMSMOTE KMeansSMOTE SMOTENC SMOTEN ADASYN RandomOverSampler SMOTEENN SMOTETomek",
  ),
  ...of(
    "sampler",
    null,
    "RandomUnderSampler NearMiss TomekLinks ClusterCentroids EditedNearestNeighbours " +
      "CondensedNearestNeighbour OneSidedSelection NeighbourhoodCleaningRule InstanceHardnessThreshold",
  ),
  ...of("calibrator", null, "CalibratedClassifierCV IsotonicRegression IsotonicCalibration"),
  ...of(
    "search",
    null,
    "GridSearchCV RandomizedSearchCV HalvingGridSearchCV HalvingRandomSearchCV BayesSearchCV",
  ),
  ...of(
    "splitter",
    null,
    "KFold StratifiedKFold GroupKFold StratifiedGroupKFold RepeatedKFold RepeatedStratifiedKFold " +
      "ShuffleSplit StratifiedShuffleSplit GroupShuffleSplit LeaveOneOut LeavePOut LeaveOneGroupOut " +
      "TimeSeriesSplit PredefinedSplit",
  ),
  ...of(
    "pipeline",
    null,
    "Pipeline make_pipeline ColumnTransformer make_column_transformer FeatureUnion make_union " +
      "DataFrameMapper TransformedTargetRegressor make_imb_pipeline",
  ),
  ...of(
    "model",
    null,
    "LinearRegression Ridge Lasso ElasticNet SGDClassifier Perceptron SVC SVR LinearSVC LinearSVR NuSVC " +
      "LDA QDA Sequential Model XGBClassifier LGBMClassifier CatBoostClassifier KNeighborsClassifier " +
      "GaussianNB MultinomialNB BernoulliNB ComplementNB RidgeCV LassoCV LogisticRegressionCV ElasticNetCV",
  ),
]);

/** Grouping without labels: what it says of the rows that it was fitted on is no figure. */
const clusterings = /KMeans|DBSCAN|OPTICS|Agglomerative|Clustering|GaussianMixture|MeanShift|Birch/;

/**
 * What a class is, by its name; null where nothing is known of it.
 *
 * @example
 * knownClass("SMOTE")?.role; // "sampler"
 */
export function knownClass(name: string): KnownClass | null {
  const found = known.get(name);
  if (found !== undefined) return found;
  if (/(?:Classifier|Regressor|Regression|Machine)$/.test(name)) {
    return { role: "model", certainty: null };
  }
  return /(?:Scaler|Imputer)$/.test(name) ? { role: "transformer", certainty: "likely" } : null;
}

/** Whether a class groups rows without labels. */
export function isClustering(name: string): boolean {
  return clusterings.test(name);
}

/**
 * What a variable that the code never sets seems to be, by its name.
 *
 * @example
 * namedEstimator("my_scaler").role; // "transformer"
 */
export function namedEstimator(name: string): KnownClass {
  if (/scaler|pca|imputer|vectori[sz]er|normali[sz]er/i.test(name)) {
    return { role: "transformer", certainty: "likely" };
  }
  if (/calib|isotonic/i.test(name)) return { role: "calibrator", certainty: null };
  if (/smote|oversampl/i.test(name)) return { role: "sampler", certainty: "likely" };
  return { role: "unknown", certainty: "look" };
}
