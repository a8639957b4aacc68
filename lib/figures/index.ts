export { type AblatedGroup, type AblationOptions, ablation } from "./ablation";
export { type BaselineRow, blindBaseline } from "./blindBaseline";
export { type CalibrationStepsData, calibrationSteps } from "./calibrationSteps";
export { type ClassAuc, classAuc } from "./classAuc";
export type { Estimate } from "./dotRows";
export type { Figure, FigureMeta, PlotlyLayout, PlotlyTrace } from "./figure";
export { figureCsv } from "./figureCsv";
export { type GaussianFitsData, gaussianFits } from "./gaussianFits";
export { type GridImage, type ImageGridOptions, imageGrid } from "./imageGrid";
export { type LogitScalingData, logitScaling } from "./logitScaling";
export { type HistogramOptions, type LabelledValues, memberHistogram } from "./memberHistogram";
export type { Normal, TwoNormals } from "./normalTraces";
export type { FigureOptions } from "./options";
export { type OverviewPanel, overview } from "./overview";
export { type Importance, permutationImportance } from "./permutationImportance";
export { precisionInTop } from "./precisionInTop";
export {
  type PairedOptions,
  type PublishedAndCorrected,
  publishedAgainstCorrected,
} from "./publishedAgainstCorrected";
export { type RankCorrelationData, rankCorrelation } from "./rankCorrelation";
export { type ReliabilityData, type ReliabilityOptions, reliability } from "./reliability";
export {
  type RenderSize,
  renderPdf,
  renderPng,
  renderSvg,
  svgToPdf,
  svgToPng,
} from "./render";
export type { RocBand, RocData, RocPoints } from "./rocCurves";
export { rocLinear } from "./rocLinear";
export { rocLogLog } from "./rocLogLog";
export type { ScoredRows } from "./rows";
export { type ScoreAgreementData, scoreAgreement } from "./scoreAgreement";
export { scoreHistogram } from "./scoreHistogram";
export { message } from "./style";
export {
  type Cell,
  type Table,
  type TableColumn,
  toCsv,
  toHtml,
  toLatex,
  toMarkdown,
} from "./table";
export { type TeamCorrelationData, teamCorrelation } from "./teamCorrelation";
export type { ImageBytes } from "./thumbnail";
export { type AttackCost, tprAgainstSeconds } from "./tprAgainstSeconds";
