import type { Upgrade } from "./types";

/** Dropout before opset 12 has its ratio as an attribute, and only passes on what it is given. */
export const dropoutWithoutRatio: Upgrade = (node) => [{ ...node, attributes: {} }];
