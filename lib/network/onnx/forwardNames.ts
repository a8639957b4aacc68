/** Names of the values that the forward graph takes and gives. */
export const FORWARD = { images: "images", logits: "logits", embedding: "embedding" };
