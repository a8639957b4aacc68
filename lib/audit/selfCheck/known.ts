import { editions } from "../../files";
import type { Normalization } from "../../inference";

/** Mean and std that images of three channels are often normalised with, and whose they are. */
export const knownNormalizations: Readonly<Record<string, Normalization>> = {
  "published 2025": editions[2025],
  "edition 2026": editions[2026],
  ImageNet: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  "CIFAR-10": { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] },
  "CIFAR-100": { mean: [0.5071, 0.4867, 0.4408], std: [0.2675, 0.2565, 0.2761] },
  "one half": { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  none: { mean: [0, 0, 0], std: [1, 1, 1] },
};

/** Sides in pixels that networks are often trained at. */
export const knownSides = [28, 32, 64, 224] as const;
