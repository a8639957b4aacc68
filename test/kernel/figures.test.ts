import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

const figures = (...words: string[]) =>
  spawnSync(process.execPath, ["lib/mia.cjs", "figures", ...words], {
    encoding: "utf8",
  });

test("help is printed; --from without a folder is a wrong usage", () => {
  const help = figures("--help");
  assert.equal(help.status, 0);
  assert.match(help.stdout, /^usage: npx mia figures/);
  const wrong = figures("--from");
  assert.equal(wrong.status, 2);
  assert.equal(
    wrong.stderr,
    "--from: found nothing after it, expected a value\nnpx mia figures --help says more\n",
  );
});

test("a folder that holds no run fails with one line that names it", () => {
  const empty = mkdtempSync(path.join(tmpdir(), "no-run-"));
  const out = path.join(empty, "out");
  const { status, stderr } = figures("--from", empty, "--out", out);
  rmSync(empty, { recursive: true });
  assert.equal(status, 1);
  assert.match(stderr, /no-run-\w+: found no artefact, expected metrics\.json, scores_public\.csv/);
});
