import assert from "node:assert/strict";
import { test } from "node:test";
import { type CheckedParameters, checkParameters } from "../../lib/audit/settings";

const parameters: CheckedParameters = {
  modelPath: "data/model.pt",
  publicPath: "data/public.pt",
  privatePath: "data/private.pt",
  answersPath: null,
  seed: 42,
  upload: false,
  uploadUrl: "https://example.org",
  stem: "auto",
  engine: "auto",
  idColumn: null,
  interactive: null,
};

test("an edition sets header, upload header and path, and each is overridden by its parameter", () => {
  const settled = (changes: Partial<CheckedParameters>) => {
    const found = checkParameters({ ...parameters, ...changes });
    return [found.idColumn, found.uploadHeader, found.uploadUrl];
  };
  assert.deepEqual(settled({}), ["ids", "token", "https://example.org/mia"]);
  assert.deepEqual(settled({ edition: 2026 }), [
    "id",
    "X-API-Key",
    "https://example.org/submit/01-mia",
  ]);
  const own = { idColumn: "ids", uploadHeader: "token", uploadUrl: "https://example.org/up" };
  assert.deepEqual(settled({ edition: 2026, ...own }), ["ids", "token", "https://example.org/up"]);
});

test("what weights do not say is checked before any work", () => {
  const unsaid = { epsilon: 1e-3, strideOn: "1x1" };
  assert.deepEqual(checkParameters({ ...parameters, unsaid }).unsaid, unsaid);
  for (const wrong of [{ epsilon: 0 }, { strideOn: "2x2" }, { epsilons: 1 }, [1], "1x1"]) {
    assert.throws(
      () => checkParameters({ ...parameters, unsaid: wrong }),
      /parameter unsaid: found .*, expected \{"epsilon"/,
    );
  }
});
