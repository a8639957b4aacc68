"""A network in every layout of a checkpoint, and what torch computes from the file it reads back."""

import collections
import datetime
import functools
import random
import types

import numpy as np
import safetensors.torch
import torch
from files import Narrow, images, logits, network, repack, spoil


def one_storage(state):
    """Every float tensor a view of one storage."""
    floats = {key: value for key, value in state.items() if value.is_floating_point()}
    flat = torch.cat([value.flatten() for value in floats.values()])
    at, views = 0, {}
    for key, value in floats.items():
        views[key] = flat[at : at + value.numel()].view(value.shape)
        at += value.numel()
    return {**state, **views}


def contiguous_no_more(state):
    """Convolutions channels last, the classifier transposed, a constant bias expanded from one number."""
    other = {key: value.contiguous(memory_format=torch.channels_last) if value.ndim == 4 else value for key, value in state.items()}
    other["fc.weight"] = state["fc.weight"].t().contiguous().t()
    other["bn1.bias"] = torch.full((1,), 0.25).expand(len(state["bn1.bias"]))
    return other


def layouts(model):
    """Name, value, options of torch.save, and how the state_dict is found in the value read back."""
    state = model.state_dict()
    optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum=0.9).state_dict()
    training = {"epoch": 7, "best": 0.5, "optimizer": optimizer, "ema": {key: value * 0 for key, value in state.items()}}
    itself, old = (lambda value: value), {"_use_new_zipfile_serialization": False}
    yield "state_dict", state, {}, itself
    yield "state_dict, old format", state, old, itself
    yield "state_dict, pickle protocol 5", state, {"pickle_protocol": 5}, itself
    for dtype in (torch.float16, torch.bfloat16, torch.float64):
        typed = {key: value.to(dtype) if value.is_floating_point() else value for key, value in state.items()}
        yield f"state_dict, {str(dtype)[6:]}", typed, {}, itself
    for key in ("state_dict", "model", "model_state_dict", "net"):
        yield f"under {key}, beside epoch, optimizer and an EMA copy", {**training, key: state}, {}, lambda value, key=key: value[key]
    for prefix in ("module.", "_orig_mod.", "_orig_mod.module."):
        prefixed = {prefix + key: value for key, value in state.items()}
        yield f"names after {prefix}", prefixed, {}, lambda value, n=len(prefix): {key[n:]: tensor for key, tensor in value.items()}
    lightning = {"state_dict": {f"model.{key}": value for key, value in state.items()}, "hyper_parameters": {"lr": 0.1}, "epoch": 3}
    yield "Lightning: model. under state_dict", lightning, {}, lambda value: {key[6:]: tensor for key, tensor in value["state_dict"].items()}
    module = lambda value: value.state_dict()
    yield "whole module", model, {}, module
    yield "whole module, old format", model, old, module
    yield "whole module in DataParallel", torch.nn.DataParallel(model), {}, lambda value: value.module.state_dict()
    yield "averaged model's state_dict", torch.optim.swa_utils.AveragedModel(model).state_dict(), {}, lambda value: {key[7:]: tensor for key, tensor in value.items() if key != "n_averaged"}
    named = {**dict(model.named_parameters()), **dict(model.named_buffers())}
    yield "Parameters and buffers in a dict", named, {}, itself
    yield "numpy arrays in a dict", {key: value.numpy() for key, value in state.items()}, {}, lambda value: {key: torch.as_tensor(array) for key, array in value.items()}
    yield "not contiguous, one bias expanded", contiguous_no_more(state), {}, itself
    yield "all tensors views of one storage", one_storage(state), {}, itself
    averaged = {key: value * 2 if value.is_floating_point() else value for key, value in state.items()}
    after = lambda prefix, values=state: {prefix + key: value for key, value in values.items()}
    without = lambda value, prefix: {key[len(prefix) :]: tensor for key, tensor in value.items() if key.startswith(prefix)}
    for prefix in ("_module.", "model._orig_mod.", "online_model.", "backbone.net."):
        yield f"names after {prefix}", after(prefix), {}, lambda value, prefix=prefix: without(value, prefix)
    yield "ema_model. beside online_model.", {**after("ema_model.", averaged), **after("online_model.")}, {}, lambda value: without(value, "online_model.")
    yield "teacher. beside student., under state_dict", {"state_dict": {**after("teacher.", averaged), **after("student.")}}, {}, lambda value: without(value["state_dict"], "student.")
    yield "state_dict_ema beside state_dict", {"state_dict_ema": averaged, "state_dict": state}, {}, lambda value: value["state_dict"]
    yield "Lightning with a loss's weights and torch.compile", {"state_dict": {**after("model._orig_mod."), "criterion.weight": torch.ones(10)}}, {}, lambda value: without(value["state_dict"], "model._orig_mod.")
    yield "a layer compiled", {key.replace("layer1.", "layer1._orig_mod."): value for key, value in state.items()}, {}, lambda value: {key.replace("_orig_mod.", ""): tensor for key, tensor in value.items()}
    for shortcut, head in (("shortcut", "linear"), ("skip", "classifier"), ("downsample", "fc.1")):
        spell = lambda key, pairs=((".downsample.", f".{shortcut}."), ("fc.", f"{head}.")): key.replace(*pairs[0]).replace(*pairs[1]) if key.startswith("layer") else key.replace(*pairs[1])
        back = {spell(key): key for key in state}
        yield f"{shortcut} and {head}", {"net": {spell(key): value for key, value in state.items()}, "acc": 91.2}, {}, lambda value, back=back: {back[key]: tensor for key, tensor in value["net"].items()}
    beside = {"when": datetime.datetime(2026, 1, 2), "seen": collections.Counter("ab"), "rng": np.random.default_rng(0), "random": random.getstate(), "args": types.SimpleNamespace(lr=0.1)}
    yield "a clock, a Counter, generators and a namespace beside the weights", {"state_dict": state, **beside}, {}, lambda value: value["state_dict"]
    yield "extra keys beside the tensors", {**state, "classes": ["a", "b"], "epoch": 3}, {}, lambda value: {key: tensor for key, tensor in value.items() if torch.is_tensor(tensor)}


def make(folder):
    model, pictures = network(), images()
    rows = []

    def row(name, path, state):
        rows.append({"name": name, "file": path.name, "logits": logits(state, pictures).tolist()})

    for number, (name, value, options, find) in enumerate(layouts(model)):
        path = folder / f"model-{number}.pt"
        torch.save(value, path, **options)
        row(name, path, find(torch.load(path, weights_only=False)))
    for name, options in [("zip deflated, other folder inside", {}), ("zip64 throughout", {"force_zip64": True})]:
        path = folder / f"model-{name.split()[0]}-{len(rows)}.pt"
        torch.save(model.state_dict(), path)
        repack(path, **options)
        row(name, path, torch.load(path))
    path = folder / "model.safetensors"
    safetensors.torch.save_file(model.state_dict(), path)
    row("safetensors", path, safetensors.torch.load_file(path))
    return rows + refused(model, folder)


def refused(model, folder):
    state = model.state_dict()
    values = {
        "functools.partial among the values": {**state, "schedule": functools.partial(max, 1)},
        "one bit of a storage changed (CRC)": state,
        "cut short": state,
        "another network: no layer4": {key: value for key, value in state.items() if "layer4" not in key},
        "GroupNorm: no running statistics": {key: value for key, value in state.items() if "running" not in key and "tracked" not in key},
        "a gate in a block": {**state, "layer1.0.se.fc.weight": torch.ones(2, 8)},
        "quantised weights": {**state, "fc.weight": torch.quantize_per_tensor(state["fc.weight"], 0.01, 0, torch.qint8)},
        "137 bytes too long": state,
        "infinity among the weights": {**state, "fc.bias": state["fc.bias"] / 0},
    }
    rows = []
    for number, (name, value) in enumerate(values.items()):
        path = folder / f"model-refused-{number}.pt"
        torch.save(value, path)
        if "CRC" in name:
            spoil(path)
        if name == "137 bytes too long":
            path.write_bytes(path.read_bytes() + bytes(137))
        if name == "cut short":
            path.write_bytes(path.read_bytes()[:-1000])
        rows.append({"name": name, "file": path.name, "refused": True})
    torch.jit.script(Narrow()).save(folder / "model-script.pt")
    pages = {"lfs": "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 44798603\n", "page": "<!DOCTYPE html><title>Sign in</title>", "json": '{"message": "Not Found"}', "empty": ""}
    for name, text in pages.items():
        (folder / f"model-{name}.pt").write_text(text)
        rows.append({"name": f"no model: {name}", "file": f"model-{name}.pt", "refused": True})
    return [*rows, {"name": "TorchScript", "file": "model-script.pt", "refused": True}]
