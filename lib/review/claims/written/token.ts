import type { ClaimedOn } from "../claim";

/** What a word or a sign of a stated figure says. */
export type Token =
  | { readonly kind: "metric"; readonly quantity: "auc" | "tpr"; limit: number | null }
  | { readonly kind: "limit"; readonly limit: number }
  | {
      readonly kind: "number";
      readonly value: number;
      readonly decimals: number;
      readonly percent: boolean;
    }
  | { readonly kind: "on"; readonly on: ClaimedOn }
  | { readonly kind: "model"; readonly model: string }
  | { readonly kind: "edition"; readonly edition: number }
  /** A word that no figure stands behind, such as "by" or "above". */
  | { readonly kind: "stop"; readonly word: string }
  /** A word that may stand between a metric and its figure, such as "of" or "reached". */
  | { readonly kind: "plain"; readonly word: string }
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "sign"; readonly sign: string }
  /** The end of a sentence or of a line. */
  | { readonly kind: "end"; readonly line: boolean };
