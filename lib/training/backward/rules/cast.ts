import type { Rule } from "../rule";

/** y = x as a float: dx = dy. Where x is no float nothing is asked for. */
export const cast: Rule = (_, { gradient }) => [gradient];
