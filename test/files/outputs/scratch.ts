import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";

/** A path in a folder of its own that is removed when the test ends. */
export function scratch(t: TestContext, name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-artefacts-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, name);
}
