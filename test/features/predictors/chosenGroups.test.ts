import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { chosenGroups, describeGroups, predictorGroups } from "../../../lib/features/predictors";

const folder = mkdtempSync(path.join(tmpdir(), "references-"));
after(() => rmSync(folder, { recursive: true }));

const nothing = { views: [], references: null };

test("groups are those of predictors, then views and reference models where given, each once", () => {
  const models = [{ file: "a.pt", sha256: "b", trainedOn: {} }];
  const file = path.join(folder, "references.json");
  writeFileSync(file, JSON.stringify({ target: { sha256: "a" }, models }));
  const chosen = chosenGroups({
    predictors: ["plain", "gradients", "plain"],
    views: ["blur", "plain"],
    references: folder,
  });
  const names = ["plain", "gradients", "views", "references", "flippedReferences"];
  assert.deepEqual(chosen.names, names);
  assert.deepEqual(
    chosen.groups.map(({ name }) => name),
    names,
  );
  assert.deepEqual([...chosen.views].sort(), ["blur", "flip"]);
  assert.equal(chosen.gradients, true);
});

test("views and gradients are looked at only where a group needs them", () => {
  const chosen = chosenGroups({ predictors: ["plain", "sorted"], ...nothing });
  assert.deepEqual([chosen.views, chosen.gradients], [[], false]);
  assert.ok(chosenGroups({ predictors: ["views"], ...nothing }).views.includes("flip"));
});

test("what no run can start from is refused by the parameter's name", () => {
  const given = (changes: object) => () =>
    chosenGroups({ predictors: ["plain"], ...nothing, ...changes });
  const list = /parameter predictors: found "plain", expected a list of names/;
  assert.throws(given({ predictors: "plain" }), list);
  assert.throws(given({ views: [1] }), /parameter views: found \[1\], expected a list of names/);
  assert.throws(given({ predictors: [] }), /parameter predictors: found none/);
  assert.throws(given({ predictors: ["gradient"] }), /did you mean gradients\?/);
  assert.throws(given({ views: ["flop"] }), /did you mean flip\?/);
  const without = /parameter references: found none, .* since predictors names offlineReferences/;
  assert.throws(given({ predictors: ["plain", "offlineReferences"] }), without);
  assert.throws(given({ references: path.join(folder, "none") }), /references\.json: found ENOENT/);
});

test("groups are described with the views they need and whether they learn", () => {
  const [plain, learning] = describeGroups(predictorGroups(["plain", "classAware"]));
  assert.deepEqual([plain.group, plain["views it needs"]], ["plain", 0]);
  assert.deepEqual([plain["learns from rows"], learning["learns from rows"]], ["no", "yes"]);
});
