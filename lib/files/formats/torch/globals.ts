import { limits } from "../../limits";
import { printable } from "../../text";
import { joblibGlobals } from "../joblib/joblibArray";
import { numpyGlobals } from "../numpy/numpyGlobals";
import { pandasGlobals } from "../pandas/pandasGlobals";
import { inertGlobals } from "../pickle/inertGlobals";
import { pythonGlobals } from "../pickle/pythonGlobals";
import {
  type Constructor,
  describe,
  type Fail,
  Global,
  type Spend,
  shownKey,
  tuple,
} from "../pickle/values";
import type { DType } from "../tensor/dtype";
import { itemSize } from "../tensor/dtype";
import { Storage } from "../tensor/storage";
import { checkedTensor, Tensor } from "../tensor/tensor";
import { QUANTISED } from "./storageReference";

function countArguments(args: readonly unknown[], least: number, most: number, fail: Fail): void {
  if (args.length >= least && args.length <= most) return;
  fail(
    `a tensor made of ${args.length} arguments`,
    least === most ? `${most}` : `${least} or ${most}`,
  );
}

function rebuildPlain(args: readonly unknown[], fail: Fail): Tensor {
  countArguments(args, 4, 4, fail);
  return rebuildTensor(args, fail);
}

function rebuildFlagged(args: readonly unknown[], fail: Fail): Tensor {
  countArguments(args, 6, 7, fail);
  return rebuildTensor(args, fail);
}

function rebuildTensor(args: readonly unknown[], fail: Fail): Tensor {
  const [storage, offset, shape, stride, , , flags] = args;
  if (!(storage instanceof Storage)) return fail(`a tensor of ${describe(storage)}`, "a storage");
  if (flags instanceof Map && flags.size > 0) {
    return fail(`a tensor marked ${[...flags.keys()].map(shownKey).join(", ")}`, "a plain one");
  }
  return checkedTensor(storage, offset, shape, stride, fail);
}

/** How torch spells tensors of types that have no storage class of their own. */
function rebuildTyped(args: readonly unknown[], fail: Fail): Tensor {
  countArguments(args, 7, 8, fail);
  const [storage, offset, shape, stride, , , type] = args;
  const dtype = type instanceof Global ? type.path.replace(/^torch\./, "") : "";
  if (!(storage instanceof Storage) || !Object.hasOwn(itemSize, dtype)) {
    return fail(`a tensor of type ${printable(dtype)}`, Object.keys(itemSize).join(", "));
  }
  return checkedTensor(storage.as(dtype as DType), offset, shape, stride, fail);
}

function rebuildParameter([data]: readonly unknown[], fail: Fail): Tensor {
  return data instanceof Tensor ? data : fail(`a parameter of ${describe(data)}`, "a tensor");
}

/** A tensor of a class derived from Tensor (torchvision's Image is one): the tensor is what counts. */
function rebuildSubclass([make, , args]: readonly unknown[], fail: Fail, spend: Spend): unknown {
  const rebuild = make instanceof Global ? tensorGlobals.get(make.path) : undefined;
  if (rebuild === undefined || !Array.isArray(args)) {
    return fail(`a tensor made by ${describe(make)}`, [...tensorGlobals.keys()].join(", "));
  }
  return rebuild(args, fail, spend);
}

function size([extents]: readonly unknown[], fail: Fail): readonly unknown[] {
  if (!Array.isArray(extents) || extents.length > limits.dimensions) {
    return fail(`a torch.Size of ${describe(extents)}`, `${limits.dimensions} extents at most`);
  }
  return tuple([...extents]);
}

function device([name, index]: readonly unknown[]): string {
  return index === undefined ? shownKey(name) : `${shownKey(name)}:${shownKey(index)}`;
}

/** Quantised weights are numbers of another network: rounded, with scales of their own. */
function refuseQuantised(_: readonly unknown[], fail: Fail): never {
  return fail("a quantised tensor", QUANTISED);
}

/** How a plain pickle spells a tensor: as a whole file of torch.save inside. */
function loadFromBytes(_: readonly unknown[], fail: Fail): never {
  return fail(
    "a tensor in a plain pickle (torch.storage._load_from_bytes called)",
    "a file that torch.save wrote (nothing was run): torch.save(value, path), not pickle.dump",
  );
}

const tensorGlobals: ReadonlyMap<string, Constructor> = new Map<string, Constructor>([
  ["torch._utils._rebuild_tensor", rebuildPlain],
  ["torch._utils._rebuild_tensor_v2", rebuildFlagged],
  ["torch._utils._rebuild_tensor_v3", rebuildTyped],
  ["torch._utils._rebuild_parameter", rebuildParameter],
  ["torch._utils._rebuild_parameter_with_state", rebuildParameter],
  ["torch._utils._rebuild_qtensor", refuseQuantised],
]);

/**
 * What the pickles of torch.save may call, by exact name. Each makes a value from its arguments
 * and does nothing else.
 */
export const torchGlobals: ReadonlyMap<string, Constructor> = new Map<string, Constructor>([
  ...pythonGlobals,
  ...inertGlobals,
  ...numpyGlobals,
  ...pandasGlobals,
  ...joblibGlobals,
  ...tensorGlobals,
  ["torch._tensor._rebuild_from_type_v2", rebuildSubclass],
  ["torch.Size", size],
  ["torch.device", device],
  ["torch.storage._load_from_bytes", loadFromBytes],
]);
