import { type Constructor, describe, type Fail, tuple } from "../pickle/values";
import { checkedTensor, Tensor } from "../tensor/tensor";
import { isStorage } from "./storages";

function orderedDict([pairs]: readonly unknown[], fail: Fail): Map<unknown, unknown> {
  const dict = new Map();
  if (pairs === undefined) return dict;
  if (!Array.isArray(pairs)) return fail(`an OrderedDict of ${describe(pairs)}`, "pairs");
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2) {
      return fail(`${describe(pair)} in an OrderedDict`, "pairs");
    }
    dict.set(pair[0], pair[1]);
  }
  return dict;
}

function rebuildTensor(args: readonly unknown[], fail: Fail): Tensor {
  const [storage, offset, shape, stride] = args;
  if (!isStorage(storage)) return fail(`a tensor of ${describe(storage)}`, "a storage");
  return checkedTensor(storage, offset, shape, stride, fail);
}

function rebuildParameter([data]: readonly unknown[], fail: Fail): Tensor {
  return data instanceof Tensor ? data : fail(`a parameter of ${describe(data)}`, "a tensor");
}

/**
 * What the pickles of torch.save may call, by exact name. Each makes a value from its arguments
 * and does nothing else.
 */
export const torchGlobals: ReadonlyMap<string, Constructor> = new Map<string, Constructor>([
  ["collections.OrderedDict", orderedDict],
  ["torch._utils._rebuild_tensor", rebuildTensor],
  ["torch._utils._rebuild_tensor_v2", rebuildTensor],
  ["torch._utils._rebuild_parameter", rebuildParameter],
  [
    "torch.Size",
    ([extents], fail) => (Array.isArray(extents) ? tuple([...extents]) : fail("no shape", "one")),
  ],
  ["torch.device", (args) => args.join(":")],
]);
