import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { InputError, type MembershipDataset, readDataset, requireClasses } from "../../lib/files";
import { Op } from "../../lib/files/formats/pickle/opcodes";
import {
  type Code,
  dict,
  global,
  integer,
  pickle,
  tensor,
  torchFile,
  tupleOf,
  written,
} from "./build";
import { fixture } from "./expected";

function open(t: TestContext, file: string): MembershipDataset {
  const dataset = readDataset(file);
  t.after(() => dataset.close());
  return dataset;
}

const floats = [0, 0.1, 0.5, 1, 1, 0, 0.25, 0.75];
const images = tensor([2, 1, 2, 2], [4, 4, 2, 1], 8);
const file = (t: TestContext, ...codes: Code[]) => written(t, torchFile(pickle(...codes), floats));

for (const [name, ...said] of [
  [
    "saved-renamed.pt",
    "images read from img",
    "labels read from Label",
    "ids read from idx",
    "membership read from memberships",
  ],
  [
    "saved-pairs.pt",
    "no ids in the file: rows are numbered from 0",
    "a list of 4 rows read as images, labels",
  ],
  ["saved-rows.pt", "a list of 4 rows read as ids, images, labels, membership"],
  [
    "saved-subset.pt",
    "no ids in the file: rows are numbered from 0",
    "a Subset: 2 of 4 rows count",
  ],
  [
    "saved-words.pt",
    "labels are words: numbered in alphabetical order (ant = 0, bee = 1, cat = 2)",
    "membership is in words (in = 1, out = 0; 1 is a member)",
  ],
  [
    "saved-classes.pt",
    "labels are words: numbered in the order of the file's classes (dog = 0, bee = 1, ant = 2)",
  ],
  ["saved-one-hot.pt", "one-hot labels read as class numbers"],
]) {
  test(`what is guessed of ${name} is said`, (t) => {
    assert.deepEqual(open(t, fixture(name)).notes, said);
  });
}

test("words for fewer classes than the model has are refused: their numbers would be guesses", (t) => {
  const dataset = open(t, fixture("saved-words.pt"));
  requireClasses(dataset, 3);
  assert.throws(
    () => requireClasses(dataset, 9),
    /labels in words for 3 classes, expected 9, as the/,
  );
});

const labels = tupleOf(integer(1), integer(0));
const whole = dict({ imgs: images, labels });
const subset = (dataset: Code, ...rows: number[]): Code => [
  [global("torch.utils.data.dataset", "Subset"), Op.EMPTY_TUPLE, Op.NEWOBJ],
  [dict({ dataset, indices: tupleOf(...rows.map(integer)) }), Op.BUILD],
];

for (const [what, codes, message] of [
  [
    "a Subset's row that is none",
    subset(whole, 0, 2),
    /the number 2 in a Subset, expected rows from 0 to 1/,
  ],
  ["a Subset's row twice", subset(whole, 1, 1), /row 1 twice in a Subset/],
  ["a Subset of a Subset", subset(subset(whole, 0, 1), 0), /a Subset of a Subset/],
  ["a Subset of itself", [subset([Op.EMPTY_DICT, Op.BINPUT, 0], 0)], /expected images/],
  [
    "a membership in other words",
    dict({ imgs: images, labels, membership: tupleOf("in", "perhaps") }),
    /a string as membership of row 1/,
  ],
  [
    "labels in words and numbers",
    dict({ imgs: images, labels: tupleOf("cat", integer(1)) }),
    /a string as label of row 0/,
  ],
  [
    "labels of two ones",
    dict({ imgs: images, labels: tupleOf(labels, tupleOf(integer(1), integer(1))) }),
    /a label of 2 numbers in row 1, expected a class number, or one-hot/,
  ],
  [
    "rows of different widths",
    tupleOf(tupleOf(images, integer(1)), tupleOf(images, integer(1), integer(1))),
    /expected|found/,
  ],
] as [string, Code, RegExp][]) {
  test(`a dataset with ${what} is refused`, (t) => {
    const name = file(t, codes);
    assert.throws(
      () => readDataset(name),
      (error: Error) => {
        assert.ok(error instanceof InputError, String(error.stack));
        assert.match(error.message, message);
        return true;
      },
    );
  });
}
