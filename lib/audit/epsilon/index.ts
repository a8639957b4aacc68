export { AT_RANDOM, EPSILON_ASSUMES } from "./assumptions";
export { type EpsilonOptions, epsilonBounds } from "./epsilonBounds";
export { EPSILON_METHODS, type EpsilonBound, type EpsilonClaim, type EpsilonMethod } from "./types";
