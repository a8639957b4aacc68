import assert from "node:assert/strict";
import { chmodSync, statSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { makeReadable, writeAtomically, writeCsv, writeJson } from "../../../lib/files/outputs";
import { scratch } from "./scratch";

const skip = process.platform === "win32" && "files have no such permissions";
const permissions = (file: string) => statSync(file).mode & 0o777;

test("what is written only its owner may read, also in place of a file that others could", {
  skip,
}, (t) => {
  const file = scratch(t, "scores.csv");
  writeFileSync(file, "");
  chmodSync(file, 0o644);
  writeCsv(file, { id: [1] });
  assert.equal(permissions(file), 0o600);
  writeJson(`${file}.json`, {});
  assert.equal(permissions(`${file}.json`), 0o600);
});

test("with MIA_READABLE=1 the umask decides; any other value asks for nothing", { skip }, (t) => {
  const umask = process.umask(0o027);
  t.after(() => process.umask(umask));
  t.after(() => delete process.env.MIA_READABLE);
  const file = scratch(t, "scores.csv");
  process.env.MIA_READABLE = "1";
  writeAtomically(file, ["x"]);
  assert.equal(permissions(file), 0o640);
  process.env.MIA_READABLE = "0";
  writeAtomically(file, ["x"]);
  assert.equal(permissions(file), 0o600);
  makeReadable(file);
  assert.equal(permissions(file), 0o640);
});
