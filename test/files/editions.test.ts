import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { editions, fileOfEdition, takeEdition, uploadAddress } from "../../lib/files";

for (const [signs, year, source] of [
  [{ edition: 2024, privatePath: "a/priv.pt" }, 2024, "as given"],
  [{ edition: null, privatePath: "a/priv.pt" }, 2026, "guessed from the name priv.pt"],
  [{ privatePath: "a/priv_out.pt" }, 2025, "guessed from the name priv_out.pt"],
  [{ modelPath: "01_MIA.pt", privatePath: "b.pt" }, 2025, "guessed from the name 01_MIA.pt"],
  [
    { modelPath: "01_MIA_67.pt", privatePath: "priv_out.pt" },
    2024,
    "guessed from the name 01_MIA_67.pt",
  ],
  [
    { modelPath: "data/model.pt", privatePath: "data/private.pt" },
    2025,
    "guessed from nothing: no name says otherwise",
  ],
  [{ idColumn: "id" }, 2026, "guessed from the header id,score"],
] as const) {
  test(`the edition of ${JSON.stringify(signs)} is ${year}, ${source}`, () => {
    const taken = takeEdition(signs);
    assert.deepEqual([taken.year, taken.source], [year, source]);
    assert.equal(taken.guessed, source !== "as given");
  });
}

test("a year that is no edition is refused, also as a text", () => {
  assert.throws(
    () => takeEdition({ edition: 2023 }),
    /edition: found 2023, expected one of 2024, 2025/,
  );
  assert.throws(() => takeEdition({ edition: "2025" }), /edition: found "2025"/);
});

test("a folder stands for the edition's file in it, where there is one", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "course-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, "priv.pt"), "");
  assert.equal(fileOfEdition(folder, "private", editions[2026]), path.join(folder, "priv.pt"));
  assert.equal(fileOfEdition(folder, "private", editions[2025]), folder);
  assert.equal(fileOfEdition("data/private.pt", "private", editions[2026]), "data/private.pt");
});

test("an address without a path gets the edition's, any other is kept", () => {
  const address = (url: string | null) => uploadAddress(url, editions[2026]);
  assert.equal(address("https://example.org"), "https://example.org/submit/01-mia");
  assert.equal(address("https://example.org:81/"), "https://example.org:81/submit/01-mia");
  assert.equal(address("https://example.org/other"), "https://example.org/other");
  assert.equal(address("https://team:word@example.org"), "https://team:word@example.org");
  assert.equal(address("no address"), "no address");
  assert.equal(address(null), null);
});
