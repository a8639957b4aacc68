import assert from "node:assert/strict";
import { test } from "node:test";
import { reported } from "../../lib/audit/published";
import { claimsFromJson } from "../../lib/review/claims/claimsFromJson";
import { claimsFromText } from "../../lib/review/claims/claimsFromText";
import { readClaims } from "../../lib/review/claims/readClaims";
import { reviewClaims } from "../../lib/review/claims/reviewClaims";
import { scratchFolder } from "./makeSubmission";

const { write } = scratchFolder();

test("the published report's words are read with model, rows and decimals", () => {
  const text = `Training: RF AUC: 0.6715\n\nTPR@FPR=0.05: 0.1454\nAttack Results : MLP\nScore range: [0.1, 0.9]\nScore mean: 0.5090 Score std: 0.1849\nSubmission Results: MLP\n{'TPR@FPR=0.05': 0.145, 'AUC': 0.6548955000000001}`;
  const found = claimsFromText(text, "r");
  assert.deepEqual(
    found.map(({ model, on, quantity }) => `${model} ${on} ${quantity}`),
    [
      ...["RF validation auc", "RF validation tpr", "MLP submission min", "MLP submission max"],
      ...["MLP submission mean", "MLP submission std", "MLP server tpr", "MLP server auc"],
    ],
  );
  assert.equal(found[1].atFpr, 0.05);
  assert.equal(found[6].decimals, 3);
});

test("this project's own lines and figures in prose are read too", () => {
  const ours = claimsFromText(
    "RF  AUC: 0.7012  TPR@FPR=0.05: 0.3367\nRF: 2000 scores, range [0.0632, 0.8036], mean 0.4720, std 0.1342\n",
    "n",
  );
  assert.deepEqual(
    ours.map(({ quantity, value }) => [quantity, value]),
    [
      ["auc", 0.7012],
      ["tpr", 0.3367],
      ["rows", 2000],
      ["min", 0.0632],
      ["max", 0.8036],
      ["mean", 0.472],
      ["std", 0.1342],
    ],
  );
  const prose = claimsFromText("An AUC of **0.66** and TPR at 5% FPR of .148", "README.md");
  assert.deepEqual(
    prose.map(({ quantity, atFpr, value }) => [quantity, atFpr, value]),
    [
      ["auc", null, 0.66],
      ["tpr", 0.05, 0.148],
    ],
  );
});

test("claims in JSON: a list, or the tables of reported.json; anything else is refused", () => {
  const listed = { claims: [{ model: "MLP", quantity: "mean", value: "0.5090" }] };
  assert.deepEqual(claimsFromJson("c.json", listed, "c.json"), [
    {
      source: "c.json",
      model: "MLP",
      on: "submission",
      edition: null,
      quantity: "mean",
      atFpr: null,
      value: 0.509,
      decimals: 4,
    },
  ]);
  const tables = claimsFromJson("c.json", reported, "c.json");
  assert.equal(tables.filter(({ on }) => on === "submission").length, 12);
  for (const wrong of [{}, [], { claims: [{ quantity: "f1", value: 1 }] }, { claims: [7] }]) {
    assert.throws(() => claimsFromJson("c.json", wrong, "c.json"), /c\.json: found/);
  }
});

test("claims are read from a notebook's outputs, not from its code", async () => {
  const cell = (text: string) => ({
    cell_type: "code",
    source: "print('AUC: 0.9')",
    outputs: [{ output_type: "stream", name: "stdout", text: [text] }],
  });
  const notebook = { nbformat: 4, cells: [cell("AUC: 0.61\n")], metadata: {} };
  const { claims } = await readClaims(write("a.ipynb", JSON.stringify(notebook)));
  assert.deepEqual(
    claims.map(({ value }) => value),
    [0.61],
  );
});

test("a source that cannot be read is a finding, and the others are read", async () => {
  const { review, sources } = await reviewClaims([
    write("c.json", "{"),
    write("r.txt", "AUC: 0.6"),
  ]);
  assert.deepEqual(
    review.sources.map(({ verdict }) => verdict),
    ["unreadable", "accepted"],
  );
  assert.equal(review.findings[0].code, "unreadable");
  assert.equal(sources.length, 1);
});
