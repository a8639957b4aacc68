"""The embedded model and 300 of its public rows, spoiled in the ways in which people's files really come.

    python test/layouts/cases.py SCRATCH && node lib/run.cjs test/layouts/cases.ts SCRATCH > test/layouts/cases.md

Each case is a folder with model.pt and pub.pt. What is wanted of it stands in cases.json: "read" (torch's own
accuracy and no warning), "said" (that, and a note in these words), "warned" (the self-check's words), "declared"
(torch's own accuracy, whatever the self-check finds), "quiet" (no warning: what is misread costs no more than
chance) or "refused" (in these words).
"""

import collections
import datetime
import enum
import io
import json
import pathlib
import pickle
import random
import sys
import time
import types
import uuid
import zipfile
import zoneinfo

import numpy as np
import torch
import torch.nn.functional as F
from files import resnet
from torch import nn

FOLDER, DATA, ROWS = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parents[2] / "data", 300


class MembershipDataset:
    def __init__(self, ids, imgs, labels, membership):
        self.ids, self.imgs, self.labels, self.membership = ids, imgs, labels, membership


class Memberships:
    def __init__(self, ids, imgs, labels, memberships):
        self.ids, self.imgs, self.labels, self.memberships = ids, imgs, labels, memberships


class Phase(enum.Enum):
    TRAIN = "train"


class Target(resnet.ResNet):
    """The embedded target: widths 16-32-64-128."""

    def __init__(self):
        super().__init__(resnet.BasicBlock, [2, 2, 2, 2], num_classes=10)
        self.inplanes = 16
        self.conv1, self.bn1 = nn.Conv2d(3, 16, 7, 2, 3, bias=False), nn.BatchNorm2d(16)
        for stage, width in enumerate((16, 32, 64, 128)):
            setattr(self, f"layer{stage + 1}", self._make_layer(resnet.BasicBlock, width, 2, stride=1 if stage == 0 else 2))
        self.fc = nn.Linear(128, 10)


STATE = torch.load(DATA / "model.pt", weights_only=True)
PUBLIC = torch.load(DATA / "public.pt", weights_only=False)
IMAGES, LABELS = torch.stack(list(PUBLIC.imgs)[:ROWS]), list(PUBLIC.labels)[:ROWS]
IDS, MEMBERSHIP = list(PUBLIC.ids)[:ROWS], list(PUBLIC.membership)[:ROWS]
NORMALIZATION = json.loads((DATA / "normalization.json").read_text())
OTHERS = {"mean": [0.2980, 0.2962, 0.2987], "std": [0.2886, 0.2875, 0.2889]}
CASES = []


def right(images, normalization=NORMALIZATION, pool=True, state=STATE, stride=2):
    """How often torch is right, of ROWS, where files are read as they were meant."""
    model = Target()
    if state["conv1.weight"].shape[2] == 3:
        model.conv1 = nn.Conv2d(3, 16, 3, stride, 1, bias=False)
    if not pool:
        model.maxpool = nn.Identity()
    model.load_state_dict(state)
    mean, std = (torch.tensor(normalization[key])[:, None, None] for key in ("mean", "std"))
    with torch.no_grad():
        named = model.eval()((images - mean) / std).argmax(1)
    return int((named == torch.tensor(LABELS)).sum())


AS_MEANT = right(IMAGES)


def dataset(images=IMAGES, ids=IDS, labels=LABELS, membership=MEMBERSHIP, kind=MembershipDataset):
    return kind(ids, [image.clone() for image in images] if torch.is_tensor(images) else images, labels, membership)


def save(value, path):
    torch.save(value, path)


def case(row, name, want, model=STATE, data=None, norm=NORMALIZATION, words="", theirs=AS_MEANT, write=save, **parameters):
    folder = FOLDER / f"{len(CASES):02}"
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(model, bytes):
        (folder / "model.pt").write_bytes(model)
    else:
        torch.save(model, folder / "model.pt")
    write(dataset() if data is None else data, folder / "pub.pt")
    if norm is not None:
        (folder / "normalization.json").write_text(json.dumps(norm))
    CASES.append({"row": row, "name": name, "folder": folder.name, "want": want, "words": words, "right": theirs, "parameters": parameters})


def resized(side):
    return F.interpolate(IMAGES, side, mode="bilinear", antialias=True).clamp(0, 1)


def after(prefix, state=STATE):
    return {prefix + key: value for key, value in state.items()}


def spelled(shortcut, head):
    spell = lambda key: key.replace(".downsample.", f".{shortcut}.").replace("fc.", f"{head}.") if key.startswith(("layer", "fc")) else key
    return {spell(key): value for key, value in STATE.items()}


def images_elsewhere():
    row = "images stored at another size"
    case(row, "as they are", "read")
    for side in (28, 48, 64):
        case(row, f"{side} x {side}", "warned", data=dataset(resized(side)), words=r'preprocessing \{"resize":\[32,32\]\}')
    back = F.interpolate(resized(64), 32, mode="bilinear", antialias=True)
    case(row, "64 x 64, resize 32 declared", "read", data=dataset(resized(64)), theirs=right(back), preprocessing={"resize": 32})
    case(row, "BGR, which costs .02", "quiet", data=dataset(IMAGES.flip(1)))


def values_elsewhere():
    mean, std = (torch.tensor(NORMALIZATION[key])[:, None, None] for key in ("mean", "std"))
    row = "tensors stored normalised"
    case(row, "with the network's own mean and std", "said", data=dataset((IMAGES - mean) / std), words="taken as normalised already")
    halves = {"mean": [0.5] * 3, "std": [0.5] * 3}
    case(row, "-1 to 1", "said", data=dataset((IMAGES - 0.5) / 0.5), norm=halves, words="taken as normalised already", theirs=right(IMAGES, halves))
    row = "floats 0 to 255"
    noise = (IMAGES * 255 + 0.3).clamp(0, 255)
    case(row, "whole", "said", data=dataset(IMAGES * 255), words="all whole: read as bytes")
    case(row, "not whole", "said", data=dataset(noise), words="not all whole: divided by 255", theirs=right(noise / 255))
    case(row, "beyond anything known", "refused", data=dataset(IMAGES * 3000), words="expected 0 to 1, 0 to 255 or normalised")


def other_networks():
    row = "no normalization.json"
    case(row, "trained with other numbers", "warned", norm=None, words="another reading is better beyond chance.*Give mean")
    row = "other mean and std beside the model"
    case(row, "ImageNet's, which cost .02", "quiet", norm={"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]})
    case(row, "none at all: 0 and 1", "warned", norm={"mean": [0] * 3, "std": [1] * 3}, words="another reading is better beyond chance.*Give mean")
    row = "stem"
    narrow = {**STATE, "conv1.weight": STATE["conv1.weight"][:, :, 2:5, 2:5].clone()}
    case(row, "3x3 conv1 of stride 2 with the max-pool kept", "warned", model=narrow, words=r'stem "stride2-maxpool"')
    case(row, "the same, stem declared", "declared", model=narrow, theirs=right(IMAGES, state=narrow), stem="stride2-maxpool")


def weights_beside():
    row = "averaged weights beside the weights"
    early = {key: torch.full_like(value, 0.01) if key == "conv1.weight" else value for key, value in STATE.items()}
    case(row, "state_dict_ema, the same", "said", model={"state_dict": STATE, "state_dict_ema": STATE}, words="weights=state_dict_ema takes the other")
    case(row, "the averaged ones are the right ones", "warned", model={"state_dict": early, "state_dict_ema": STATE}, words='Give weights "state_dict_ema"')
    case(row, "the same, weights declared", "read", model={"state_dict": early, "state_dict_ema": STATE}, weights="state_dict_ema")
    case(row, "online_model. beside ema_model.", "warned", model={**after("online_model.", early), **after("ema_model.")}, words='Give weights "ema_model"')
    case(row, "teacher. beside student.", "said", model={**after("teacher.", early), **after("student.")}, words="taken from student, one of 2 models")


def names_elsewhere():
    row = "names"
    for name, model in {
        "_module. (Opacus)": after("_module."),
        "module. (DDP), under model": {"model": after("module."), "epoch": 3},
        "_orig_mod. (torch.compile)": after("_orig_mod."),
        "model. and criterion.weight (Lightning)": {"state_dict": {**after("model."), "criterion.weight": torch.ones(10)}, "epoch": 3, "pytorch-lightning_version": "2.1"},
        "shortcut and linear, under net": {"net": spelled("shortcut", "linear"), "acc": 91.2, "epoch": 199},
        "fc.1 (a head inside a Sequential)": spelled("downsample", "fc.1"),
        "online_model.": after("online_model."),
        "whole module": None,
    }.items():
        if model is None:
            model = Target().eval()
            model.load_state_dict(STATE)
        case(row, name, "read", model=model)
    groups = {key: value for key, value in STATE.items() if "running" not in key and "tracked" not in key}
    case(row, "GroupNorm", "refused", model=groups, words="GroupNorm")


def harmless_values():
    row = "harmless things beside the weights"
    optimizer = torch.optim.SGD(Target().parameters(), 0.1)
    for name, value in {
        "a clock": datetime.datetime(2026, 1, 2),
        "a clock with a time zone": datetime.datetime(2026, 1, 2, tzinfo=zoneinfo.ZoneInfo("UTC")),
        "the time as a struct": time.gmtime(0),
        "a Counter and a deque": (collections.Counter("ab"), collections.deque([1])),
        "random generators": (np.random.default_rng(0), np.random.RandomState(0), random.Random(0), random.getstate()),
        "a namespace, a path, a UUID": (types.SimpleNamespace(lr=0.1), pathlib.PurePosixPath("a"), uuid.UUID(int=1)),
        "a OneCycleLR schedule's state": torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.1, total_steps=10).state_dict(),
        "a numpy text and a 0-d array": (np.str_("a"), np.array(3)),
    }.items():
        case(row, name, "read", model={"state_dict": STATE, "beside": value})
    case(row, "a member of an Enum of one's own", "refused", model={"state_dict": STATE, "beside": Phase.TRAIN}, words=r"__main__\.Phase.*save .*member's value")
    case(row, "a call of os.system", "refused", model={"state_dict": STATE, "beside": Hostile()}, words=r"(os|posix)\.system")
    case("harmless things beside the data", "a clock as an attribute", "read", data=stamped())


class Hostile:
    def __reduce__(self):
        import os

        return os.system, ("touch pwned",)


def stamped():
    made = dataset()
    made.when = datetime.datetime(2026, 1, 2)
    return made


def other_datasets():
    row = "datasets"
    texts = list(np.array([f"a{k}" for k in range(ROWS)]))
    case(row, "ids as numpy texts", "read", data=dataset(ids=texts))
    case(row, "memberships", "read", data=dataset(kind=Memberships))
    held = {"ids": IDS, "membership": MEMBERSHIP}
    case(row, "image and label", "read", data={"image": IMAGES, "label": LABELS, **held})
    triples = list(zip(IMAGES.unbind(), LABELS, MEMBERSHIP))
    case(row, "list of triples", "read", data=triples)
    case(row, "list of pairs: membership is not there", "refused", data=[one[:2] for one in triples], words="membership")
    whole = torch.utils.data.TensorDataset(IMAGES, torch.tensor(LABELS), torch.tensor(MEMBERSHIP))
    case(row, "Subset of a TensorDataset", "read", data=torch.utils.data.Subset(whole, list(range(ROWS))))
    case(row, "membership in words, labels as one-hot rows", "read", data=dataset(labels=torch.eye(10)[torch.tensor(LABELS)], membership=["in" if one else "out" for one in MEMBERSHIP]))
    arrays = {"ids": np.array(IDS), "imgs": IMAGES.numpy(), "labels": np.array(LABELS), "membership": np.array(MEMBERSHIP)}
    case(row, "pickle.dump of arrays", "read", data=arrays, write=lambda value, path: path.write_bytes(pickle.dumps(value)))
    case(row, "pickle.dump of tensors", "refused", data={**arrays, "imgs": IMAGES}, write=lambda value, path: path.write_bytes(pickle.dumps(value)), words="torch.save")


def no_models():
    row = "no model at all"
    lfs = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 44798603\n"
    case(row, "Git LFS pointer", "refused", model=lfs, words="git lfs pull")
    case(row, "web page", "refused", model=b"<!DOCTYPE html><title>Sign in</title>", words="a web page")
    case(row, "JSON error body", "refused", model=b'{"message": "Not Found"}', words="JSON")
    case(row, "empty file", "refused", model=b"", words="an empty file")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    case(row, "zip of something else", "refused", model=other.getvalue(), words="a zip file of something else")
    quantised = {**STATE, "fc.weight": torch.quantize_per_tensor(STATE["fc.weight"], 0.01, 0, torch.qint8)}
    case(row, "quantised weights", "refused", model=quantised, words="quanti[sz]ed")
    whole = (DATA / "model.pt").read_bytes()
    case(row, "137 bytes too long", "refused", model=whole + bytes(137), words="137 trailing bytes")
    case(row, "cut short", "refused", model=whole[:-1000], words="cut short")


FOLDER.mkdir(parents=True, exist_ok=True)
for make in (images_elsewhere, values_elsewhere, other_networks, weights_beside, names_elsewhere, harmless_values, other_datasets, no_models):
    make()
(FOLDER / "cases.json").write_text(json.dumps({"versions": f"torch {torch.__version__}, numpy {np.__version__}", "rows": ROWS, "cases": CASES}))
