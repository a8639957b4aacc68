export { type AblatedGroup, type AblationOptions, ablation } from "./ablation";
export { alongModels, type StandingModel } from "./alongModels";
export { alongPairs, type PairsReached } from "./alongPairs";
export { type BaselineRow, blindBaseline } from "./blindBaseline";
export { type CalibrationStepsData, calibrationSteps } from "./calibrationSteps";
export { type ClassAuc, classAuc } from "./classAuc";
export { type FlagOverlapsData, flagOverlaps } from "./flagOverlaps";
export { type GaussianFitsData, gaussianFits } from "./gaussianFits";
export { type GridImage, type ImageGridOptions, imageGrid } from "./imageGrid";
export { judgedCurve } from "./judgedCurve";
export { type LogitScalingData, logitScaling } from "./logitScaling";
export type { TwoNormals } from "./marks/normalTraces";
export type { ImageBytes } from "./marks/thumbnail";
export { type HistogramOptions, type LabelledValues, memberHistogram } from "./memberHistogram";
export { type OverviewPanel, overview } from "./overview";
export type { Figure, FigureMeta, PlotlyLayout, PlotlyTrace } from "./parts/figure";
export { figureCsv } from "./parts/figureCsv";
export { FOLDWISE } from "./parts/foldwise";
export type { FigureOptions } from "./parts/options";
export { pictures } from "./parts/pictures";
export type { ScoredRows } from "./parts/rows";
export { type Importance, permutationImportance } from "./permutationImportance";
export { type PrecisionCurve, precisionInTop, topSizes } from "./precisionInTop";
export {
  type PairedOptions,
  type PublishedAndCorrected,
  publishedAgainstCorrected,
} from "./publishedAgainstCorrected";
export { type RankCorrelationData, rankCorrelation } from "./rankCorrelation";
export { type ReliabilityData, type ReliabilityOptions, reliability } from "./reliability";
export { type RenderSize, renderPdf, renderPng, renderSvg, svgToPdf, svgToPng } from "./render";
export type { RocData, RocPoints } from "./rocCurves";
export { rocLinear } from "./rocLinear";
export { rocLogLog } from "./rocLogLog";
export { type ScoreAgreementData, scoreAgreement } from "./scoreAgreement";
export { scoreHistogram } from "./scoreHistogram";
export { type ScoreHistogramsData, scoreHistograms } from "./scoreHistograms";
export { type SelfCheckData, selfCheck } from "./selfCheck";
export { message } from "./style";
export { type TeamCorrelationData, teamCorrelation } from "./teamCorrelation";
export { type AttackCost, tprAgainstSeconds } from "./tprAgainstSeconds";
