import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { SelfCheckOptions } from "../../../lib/audit/selfCheck";
import { withStem } from "../../../lib/network";
import { check, close, images, misread, resolved } from "./check";
import * as planted from "./planted";

const { network } = planted;
after(close);

const normalization = (mean: number[], std: number[]) => ({
  normalization: { mean, std, source: "test", file: null },
  modelPath: "data/model.pt",
  rows: 320,
});
const misreadings: Record<string, [Partial<SelfCheckOptions>, RegExp]> = {
  "max-pool dropped": [
    { network: withStem(network, { stride: 2, maxPool: false }), rows: 48 },
    /"stride2-maxpool"/,
  ],
  "stride 1 and no pool": [
    { network: withStem(network, { stride: 1, maxPool: false }), rows: 40 },
    /"stride2-maxpool"/,
  ],
  "published normalisation": [
    normalization([0.298, 0.2962, 0.2987], [0.2886, 0.2875, 0.2889]),
    /Give mean \[0.505, 0.5052, 0.4976\]/,
  ],
  "no normalisation": [normalization([0, 0, 0], [1, 1, 1]), /Give mean \[0.505, 0.5052, 0.4976\]/],
  "stored at 64 x 64": [
    { ...images(planted.storedAt(64)), rows: 48 },
    /preprocessing \{"resize":\[32,32\]\}/,
  ],
  "stored at 28 x 28": [images(planted.storedAt(28)), /preprocessing \{"resize":\[32,32\]\}/],
  "normalised tensors, normalised again": [
    images(planted.normalised("intensities")),
    /Give mean \[0, 0, 0\] and std \[1, 1, 1\]/,
  ],
  "intensities taken for normalised": [
    { ...images(planted.intensities("normalised")), normalization: resolved },
    /Give preprocessing \{"values": "0-1"\} and mean \[0.505, 0.5052/,
  ],
  "weights beside the right ones": [
    {
      network: { ...network, classifier: misread },
      otherWeights: [{ name: "ema", open: () => network }],
    },
    /weights "ema"/,
  ],
};

for (const [what, [changes, parameter]] of Object.entries(misreadings)) {
  test(`a planted misreading is found and the parameter named: ${what}`, async () => {
    const { warns, verdict } = await check(changes);
    assert.ok(warns, verdict);
    assert.match(verdict, /^\*\*Warning: another reading is better beyond chance/);
    assert.match(verdict, parameter);
  });
}
