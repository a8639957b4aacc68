import type { ShapeRule } from "../types";
import { CONSTANTS } from "./constants";
import { ELEMENTWISE } from "./elementwise";
import { LAYOUT } from "./layout";
import { NORMALISATION } from "./normalisation";
import { PRODUCTS } from "./products";
import { REDUCTIONS } from "./reductions";
import { SELECTION } from "./selection";
import { WINDOWS } from "./windows";

/** The operators whose outputs' shapes are known, by name. */
export const SHAPE_RULES: ReadonlyMap<string, ShapeRule> = new Map(
  [CONSTANTS, ELEMENTWISE, LAYOUT, NORMALISATION, PRODUCTS, REDUCTIONS, SELECTION, WINDOWS].flatMap(
    Object.entries,
  ),
);
