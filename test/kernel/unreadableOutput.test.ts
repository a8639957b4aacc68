import assert from "node:assert/strict";
import { test } from "node:test";
import { joined } from "../../lib/kernel";
import { copyOf, prepare, run } from "./runNotebook";

const publish = (data: string) =>
  `globalThis[Symbol.for("mia-notebooks.publish")]({ data: ${data} });`;

test("an output that cannot be read fails the run, which saves what there is and says so", async () => {
  const prepared = prepare(
    'process.stdout.write("\\n".repeat(400_000)); void 0;',
    publish('{ "text/plain": 5 }'),
    "console.log('never');",
  );
  const { code, stderr } = await run([prepared.file, "--out", "out"], prepared.folder);
  assert.equal(code, 1);
  assert.match(stderr, /could not be read: text\/plain: found 5, expected text\n/);
  assert.match(stderr, /\nfailed after .* -> .*Tiny\.ipynb\n$/);
  const [breaks, failed, never] = copyOf(prepared).cells;
  const [stream] = breaks.outputs ?? [];
  assert.equal(stream.output_type === "stream" && joined(stream.text).length, 400_000);
  assert.equal(failed.outputs?.at(-1)?.output_type, "error");
  assert.equal(never.execution_count, null);
});
