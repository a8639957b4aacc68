import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import {
  chosenGroups,
  describeGroups,
  predictorGroups,
  USUAL_GROUPS,
} from "../../../lib/features/predictors";
import { rowsTo, simulatedSet } from "./simulated";

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
  assert.deepEqual(chosenGroups({ predictors: null, ...nothing }).names, USUAL_GROUPS);
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

test("the word all takes every look of every group, and is no group of its own", () => {
  const predictors = ["plain", "wideViews"];
  const all = chosenGroups({ predictors, views: "all", references: null });
  assert.deepEqual([all.names, all.views.length, all.every], [predictors, 8, true]);
  assert.equal(chosenGroups({ predictors, ...nothing }).every, false);
  assert.deepEqual(chosenGroups({ predictors, views: null, references: null }).names, predictors);
});

test("groups of views can do with fewer, sum up the kinds that are there, and are nothing without any", () => {
  const names = ["trainingViews", "unlikeViews", "wideViews", "viewContrast", "viewFalls"];
  const groups = predictorGroups([...names, "viewDistance", "classAwareViews"]);
  const within = (...views: string[]) =>
    groups.flatMap((group) => group.within?.(new Set(views)) ?? []);
  assert.deepEqual(within(), []);
  assert.deepEqual(
    within("shift(4,0)").map(({ name }) => name),
    ["wideViews", "viewFalls", "viewDistance", "classAwareViews"],
  );
  const set = simulatedSet({ rows: 200, seed: 3 });
  const columns = within("flip", "blur").flatMap((group) => group.fit(set, rowsTo(200)).names);
  const has = (name: string) => columns.includes(name);
  assert.ok(has("soft_phi_mean") && !has("hard_phi_mean") && has("training_less_soft"));
  assert.ok(!has("soft_less_hard") && has("flip_log_divergence") && !has("wide_log_divergence"));
  assert.deepEqual(
    within("flip", "blur").map((group) => group.within?.(new Set(["blur"]))?.name ?? null),
    [null, "unlikeViews", null, null, "viewDistance", "classAwareViews"],
  );
});
