import { readFileSync } from "node:fs";
import path from "node:path";

/** What torch says of a tensor in a fixture file. */
export interface TensorFacts {
  readonly shape: number[];
  readonly dtype: string;
  readonly values: number[];
}

/** What torch says of a dataset in a fixture file; bytes per image, channels first. */
export interface DatasetFacts {
  readonly shape: number[];
  readonly bytes: number[][];
  readonly labels: number[];
  readonly membership: number[] | null;
  readonly ids: (number | string)[];
}

/** The path of a fixture file. */
export function fixture(name: string): string {
  return path.join("test", "fixtures", "files", name);
}

/** What make.py wrote about the fixture files beside it. */
export const expected: {
  readonly checkpoints: Record<string, Record<string, TensorFacts>>;
  readonly datasets: Record<string, DatasetFacts>;
} = JSON.parse(readFileSync(fixture("expected.json"), "utf8"));
