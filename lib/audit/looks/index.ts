export { LOOKS } from "./order";
export { type LookPlan, type PlanSubject, planLooks } from "./planLooks";
export { type LookOptions, takeLooks } from "./takeLooks";
