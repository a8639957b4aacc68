import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveReading } from "../../lib/inference";

test("what stored values are declared to mean is part of how images were prepared", () => {
  const prepared = (preprocessing: object) => {
    const reading = resolveReading({ modelPath: "no/model.pt", preprocessing });
    const dataset = reading.dataset("test/fixtures/training/public.npz");
    dataset.close();
    return dataset.images.prepared;
  };
  assert.equal(prepared({}), undefined);
  assert.equal(prepared({ values: "0-255" }), '{"values":"0-255"}');
  assert.match(`${prepared({ values: "0-255", channels: "BGR" })}`, /0-255.*"channels":"BGR"/);
});
