import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsFromText } from "../../lib/review/claims/claimsFromText";
import { reviewNotebook } from "../../lib/review/notebook/reviewNotebook";
import { entropy, findSecrets } from "../../lib/review/notebook/secrets/findSecrets";
import { type CellWish, notebookText, printed } from "./makeNotebook";
import { scratchFolder } from "./makeSubmission";

const { write } = scratchFolder();

async function review(cells: readonly CellWish[], language?: string) {
  const file = write("a.ipynb", notebookText([{ prose: "" }, ...cells], language));
  return reviewNotebook(file, { execute: false });
}
const code = (text: string, more: CellWish = {}): CellWish => ({ code: text, ...more });

// Made here, so that no file of this repository holds anything of a token's form.
const random = "q7Zk2Lw9Xb4Rt8Vn3Hd6Ms1Pf5Jc0Gy2Ae7";
const tokens = [
  `gh${"p_"}${random}`,
  `hf${"_"}${random.replace(/\d/g, "a")}`,
  `AKI${"A"}${"Q".repeat(16)}`,
];

test("secrets in source, outputs and metadata are found, and never shown", async () => {
  const { findings } = await review([
    code(`headers = {"token": "${"1291"}${"0150"}"}`),
    code("x", { outputs: [printed(`using ${tokens[0]}`)] }),
    code("y", { metadata: { key: tokens[1] } }),
    code(`k = "${random}"`),
  ]);
  const found = findings.filter((one) => one.code === "secret");
  assert.deepEqual(
    found.map(({ rows }) => rows[0]),
    [2, 3, 4, 5],
  );
  const text = JSON.stringify(findings);
  for (const secret of [...tokens, random, "12910150"]) assert.ok(!text.includes(secret));
});

test("tokens are told by their form; placeholders, digests, paths and words are none", () => {
  for (const token of tokens) assert.equal(findSecrets(`x ${token} y`).length, 1);
  const digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  for (const none of [
    "token = os.environ['TOKEN']",
    "token = 'YOUR_TOKEN_HERE'",
    `sha256 = "${digest}"`,
    '"notebooks/A1_12_Ensemble/submission_Best.csv"',
    "tokenizer: 'bert'",
  ]) {
    assert.deepEqual(findSecrets(none), [], none);
  }
  assert.equal(entropy("abab"), 1);
});

/** Digits and letters that no pattern knows by their form. */
const plain = ["9f8e7d6c", "5b4a3928"].join("");

test("secrets are told by the place that they stand in, however its name is spelled", () => {
  for (const place of [
    `headers = {"X-API-Key": "${plain}"}`,
    `wandb.login(key='${plain}')`,
    `os.getenv("SERVER_TOKEN", "${plain}")`,
    `const token = process.env.TOKEN ?? "${plain}"`,
    `SERVER_KEY=${plain}`,
    `token: ${plain}`,
    `https://example.org/submit?token=${plain}`,
    `("Authorization", "Token ${plain}")`,
    `TOKEN: str = "${plain}"`,
    `os.environ["API_KEY"] = "${plain}"`,
    `password = "correct${"horse"}"`,
  ]) {
    const found = findSecrets(place);
    assert.equal(found.length, 1, place);
    assert.ok(!JSON.stringify(found).includes(plain), place);
  }
});

test("placeholders, names of models and of columns, and other settings are no secrets", () => {
  for (const none of [
    ...[
      'token = "REDACTED"',
      'token = "xxxxxxxxxx"',
      'api_key = "<your key>"',
      "TOKEN=your_token_here",
    ],
    ...[
      "API_KEY=$SECRET",
      `token: $${"{{"} secrets.TOKEN }}`,
      "login(key=os.environ['K'])",
      "TOKEN=",
    ],
    ...['os.getenv("DEVICE", "cuda:0")', 'key = "submission"', 'tokenizer = "bert-base-uncased"'],
    ...[
      "primary_key = row.member_id_2024",
      "cache-key: pip-3.11-requirements",
      "key=config.api_key_v2",
    ],
    ...["keys = list(model.state_dict().keys())", '"key": "membership_score"', "key: value"],
  ]) {
    assert.deepEqual(findSecrets(none), [], none);
  }
});

test("texts made to take a pattern forever take no time", async () => {
  const n = 1e4;
  const source = [
    "scaler",
    "Calibrat(",
    "/*",
    "\n ",
    "eyJ-",
    "token  ",
    "StandardScaler(",
    "scaler.fit(",
  ];
  const texts = source.map((piece) => piece.repeat(n));
  const start = performance.now();
  for (const language of ["python", "typescript"]) {
    await review(
      texts.map((text) => code(text, { outputs: [printed(text)] })),
      language,
    );
  }
  for (const piece of ["1", "AUC: 1", "TPR@1", "Score range: [1", "Training "]) {
    claimsFromText(piece.repeat(n), "r");
  }
  assert.ok(performance.now() - start < 60_000, "the square of the length would take minutes");
});
