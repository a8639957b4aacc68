/** Which rows judge: all, each by an attack that has not seen it, or a fifth that nothing has seen. */
export const REPORTS = ["crossfitted", "sealed"] as const;

/** One of {@link REPORTS}. */
export type ReportKind = (typeof REPORTS)[number];
