export type { Certainty, FlowCell, FlowSource, Leak, LeakRule, Place, Step } from "./leak";
export { leaksIn } from "./leaksIn";
