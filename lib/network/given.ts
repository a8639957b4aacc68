import { InputError } from "../files";
import type { GraphNetwork } from "./types";

/** What outputs without a network tell of it. */
export interface GivenFacts {
  readonly path: string;
  readonly classes: number;
  /** "logits", "losses", ... */
  readonly kind: string;
}

/**
 * The place of a network of which only outputs are known: it has classes and nothing that could be run.
 *
 * @example
 * givenNetwork({ path: "logits.npy", classes: 44, kind: "logits" }).summary; // "outputs alone: logits of 44 classes"
 */
export function givenNetwork({ path, classes, kind }: GivenFacts): GraphNetwork {
  return {
    path,
    architecture: "outputs alone",
    inChannels: 0,
    classes,
    embeddingSize: 0,
    classifier: null,
    parameters: 0,
    notes: [],
    summary: `outputs alone: ${kind} of ${classes} classes; no image, no view and no gradient can be looked at`,
    imageSize: null,
    batch: null,
    weightFiles: [],
    unsaid: [],
    outputsAlone: true,
    write(): never {
      throw new InputError(path, "outputs alone", "a model, where a network is to be run");
    },
  };
}
