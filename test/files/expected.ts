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

/** The facts of all fixture files. */
export interface Expected {
  readonly checkpoints: Record<string, Record<string, TensorFacts>>;
  readonly datasets: Record<string, DatasetFacts>;
}

const [made, asSaved] = ["expected.json", "asSaved.json"].map(
  (name): Expected => JSON.parse(readFileSync(fixture(name), "utf8")),
);

/** What make.py and asSaved.py wrote about the fixture files beside them. */
export const expected: Expected = {
  checkpoints: { ...made.checkpoints, ...asSaved.checkpoints },
  datasets: { ...made.datasets, ...asSaved.datasets },
};
