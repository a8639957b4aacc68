import type { ChosenStem, Stem } from "../stem";
import type { Layers, Row } from "./layers";
import type { Weights } from "./weights";

/** What is said of a network beside its weights. */
export interface Asked {
  readonly stem: Stem;
}

/** A network that has been written, from its images to its logits. */
export interface Written {
  readonly logits: Row;
  readonly embedding: Row;
  readonly inChannels: number;
  /** How it begins, of a family whose stem can be asked for. */
  readonly stem?: ChosenStem;
  /** Its name and what was read of it: phrases, the name first. */
  readonly said: readonly string[];
}

/** Networks of one make, as their state_dict names them. */
export interface Family {
  /** What messages expect, as "the state_dict of ...". */
  readonly name: string;
  /** Whether its stem can be asked for; of others it is told by the names. */
  readonly takesStem: boolean;
  /** Whether names and shapes are of this family. */
  recognises(weights: Weights): boolean;
  /** Writes the network; what does not fit becomes a fault of the weights. */
  write(layers: Layers, asked: Asked): Written;
}
