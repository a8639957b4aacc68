import assert from "node:assert/strict";
import { test } from "node:test";
import { LGBMClassifier } from "../../lib/ensemble";
import { type MembershipDataset, readAnswers, readDataset } from "../../lib/files";
import { delongAuc } from "../../lib/metrics";
import { fromColumns } from "../../lib/numeric/arrays";
import { readStatedFigures } from "./statedFigures";

/** What anyone sees without the model: the label, and mean and deviation of each channel. */
function blindColumns({ images, labels }: MembershipDataset) {
  const pixels = images.height * images.width;
  const names = ["label", "mean0", "std0", "mean1", "std1", "mean2", "std2"];
  const columns = names.map(() => new Float64Array(images.count));
  const image = new Uint8Array(images.channels * pixels);
  for (let row = 0; row < images.count; row++) {
    images.readBytes(row, 1, image);
    columns[0][row] = labels[row];
    for (let channel = 0; channel < images.channels; channel++) {
      const values = image.subarray(channel * pixels, (channel + 1) * pixels);
      const mean = values.reduce((sum, value) => sum + value, 0) / pixels;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels;
      columns[1 + 2 * channel][row] = mean;
      columns[2 + 2 * channel][row] = Math.sqrt(variance);
    }
  }
  return fromColumns(columns);
}

test("a blind attack fitted on the public rows holds .5 in its interval on the private ones", async () => {
  const [publicData, privateData] = [readDataset("data/public.pt"), readDataset("data/private.pt")];
  const attacker = new LGBMClassifier({ n_estimators: 100, max_depth: 4, random_state: 42 });
  await attacker.fit(blindColumns(publicData), publicData.membership ?? new Uint8Array(0));
  const scores = attacker.predictProba(blindColumns(privateData));
  const answers = readAnswers("data/answers.csv", privateData.ids);
  publicData.close();
  privateData.close();

  const { value, low, high } = delongAuc(answers, scores);
  assert.ok(low! < 0.5 && high! > 0.5, `AUC ${value}`);
});

test("the blind attacks stated in data/README.md hold .5 in their intervals, on each part and on both", () => {
  const stated = readStatedFigures("data/README.md");
  for (const attacker of ["logistic regression", "gradient boosting"]) {
    for (const part of ["public", "private", "both"] as const) {
      const { interval } = stated.figure(`blind: ${attacker}, AUC`, part);
      assert.ok(
        interval !== null && interval[0] < 0.5 && interval[1] > 0.5,
        `${attacker}, ${part}`,
      );
    }
  }
});
