export { type Finding, isAccepted, type Level } from "./finding";
export type { Expectation } from "./submission/check";
export { reviewSubmission, type SubmissionReview } from "./submission/reviewSubmission";
