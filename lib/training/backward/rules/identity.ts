import type { Rule } from "../rule";

/** y = x: dx = dy. */
export const identity: Rule = (_, { gradient }) => [gradient];
