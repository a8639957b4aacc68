"""Whether what our readers found in mutated files is what torch and numpy read from them.

    npm run fuzz -- --files 10000 --keep-read KEPT
    node lib/run.cjs test/fuzz/contents.ts KEPT > ours.jsonl
    python test/fuzz/compareWithTorch.py KEPT ours.jsonl

Every tensor and every image of ours must be among those that torch reads from the same file, equal
in every float32 value, and our labels among its columns. Nothing that a file names is run: what is
not on the list below becomes an inert object. Each file is read in a process that may be ended.
"""

import collections
import hashlib
import json
import multiprocessing
import pathlib
import pickle
import sys
import types

import numpy as np
import torch

ALLOWED = {
    "collections": {"OrderedDict", "defaultdict"},
    "torch._utils": {"_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3", "_rebuild_parameter"},
    "torch": {"Size", "device", "float32", "uint16", "uint32", "uint64"} | {name for name in dir(torch) if name.endswith("Storage")},
    "torch.storage": {"UntypedStorage"},
    "_codecs": {"encode"},
    "builtins": {"set", "frozenset", "range", "bytes", "bytearray"},
    "__builtin__": {"set", "frozenset", "bytes", "bytearray"},
    "numpy": {"dtype", "ndarray"},
    "numpy.core.multiarray": {"_reconstruct", "scalar"},
    "numpy._core.multiarray": {"_reconstruct", "scalar"},
    "numpy._core.numeric": {"_frombuffer"},
    "numpy.core.numeric": {"_frombuffer"},
    "pathlib": {"PurePosixPath"},
}


class Inert(dict):
    """An object of any class: what its pickle attaches to it."""

    def __init__(self, *args, **options):
        super().__init__()

    def __setstate__(self, state):
        self.state = state


class Unpickler(pickle._Unpickler):
    def find_class(self, module, name):
        if name in ALLOWED.get(module, ()):
            return super().find_class("builtins" if module == "__builtin__" else module, name)
        return type(name, (Inert,), {"__module__": module})


INERT = types.ModuleType("inert")
INERT.Unpickler = Unpickler
INERT.load = lambda file, **options: Unpickler(file, **options).load()


def digest(values):
    return hashlib.sha256(np.ascontiguousarray(values, dtype=np.float32).tobytes()).hexdigest()[:24]


def pillow(state):
    from PIL import Image

    _, mode, size, palette, pixels = state[:5]
    image = Image.frombytes(mode, tuple(size), bytes(pixels))
    if palette is not None and mode == "P":
        image.putpalette(palette)
    return np.array(image.convert("L" if mode in ("1", "L", "LA") else "RGB"))


def collect(value, found, seen):
    """Hashes of every array inside, and of its parts along the first dimension; every column."""
    if isinstance(value, (torch.Tensor, np.ndarray, dict, list, tuple, Inert)):
        if id(value) in seen:
            return
        seen[id(value)] = value
    if isinstance(value, torch.Tensor):
        value = value.detach().to(torch.float32 if value.is_floating_point() else value.dtype).numpy()
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        found.add(digest(value))
        if value.ndim in (3, 4):
            found.update(digest(part) for part in value)
        if value.ndim <= 2:
            found.add(str([int(item) for item in value.ravel()]) if value.size < 10_000 and np.isfinite(value).all() else "")
    elif isinstance(value, dict):
        for item in list(value.values()):
            collect(item, found, seen)
        state = getattr(value, "state", None)
        if isinstance(state, list) and len(state) >= 5 and isinstance(state[1], str):
            found.add(digest(pillow(state)))
        collect(state, found, seen)
    elif isinstance(value, (list, tuple, range)):
        plain = [item.item() if hasattr(item, "item") and item.size in (1, None) or isinstance(item, torch.Tensor) and item.numel() == 1 else item for item in value]
        if all(isinstance(item, (int, float)) for item in plain):
            found.add(str([int(item) for item in plain if np.isfinite(item)]))
        for item in value:
            collect(item, found, seen)


def theirs(path, answer):
    try:
        if path.suffix == ".npz":
            value = dict(np.load(path, allow_pickle=False))
        elif path.suffix == ".safetensors":
            import safetensors.torch

            value = safetensors.torch.load_file(path)
        else:
            value = torch.load(path, map_location="cpu", pickle_module=INERT, weights_only=False)
        found = set()
        collect(value, found, {})
        answer.send(found)
    except Exception as error:
        answer.send(f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"[:90])


def compare(ours, found):
    if isinstance(found, str):
        return f"torch refuses: {found}"
    missing = []
    if ours["weights"] is not None and not set(ours["weights"]) <= found:
        missing.append("weights")
    if ours["dataset"] is not None:
        if not set(ours["dataset"]["images"]) <= found:
            missing.append("images")
        if str(ours["dataset"]["labels"]) not in found:
            missing.append("labels")
    return f"{', '.join(missing)} not among torch's" if missing else "equal"


if __name__ == "__main__":
    counts, examples = collections.Counter(), {}
    for line in open(sys.argv[2]):
        ours = json.loads(line)
        path = pathlib.Path(sys.argv[1]) / ours["name"]
        if path.suffix in (".png", ".jpg", ".csv") or ours["weights"] is None and ours["dataset"] is None:
            continue
        receive, send = multiprocessing.Pipe(False)
        child = multiprocessing.get_context("fork").Process(target=theirs, args=(path, send))
        child.start()
        found = receive.recv() if receive.poll(20) else "no answer within 20 s"
        child.kill()
        child.join()
        verdict = compare(ours, found)
        counts[verdict] += 1
        examples.setdefault(verdict, ours["name"])
    for verdict, count in counts.most_common():
        print(f"{count:7d}  {verdict}  (as {examples[verdict]})")
