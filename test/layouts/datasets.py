"""A dataset in every layout, and the images, labels, ids and membership that it was made of."""

import functools
import pathlib
import pickle

import joblib
import numpy as np
import pandas as pd
import torch
from files import as_bytes, images, repack, spoil
from PIL import Image


class MembershipDataset(torch.utils.data.Dataset):
    """The course's class, as far as its files tell."""

    def __init__(self, ids, imgs, labels, membership, transform=None):
        self.ids, self.imgs, self.labels = ids, imgs, labels
        self.membership, self.transform = membership, transform


class OtherDataset:
    """Another class, with other names for its parts."""

    def __init__(self, data, targets, id, members):
        self.data, self.targets, self.id, self.members = data, targets, id, members


def columns(count):
    labels = [i * 7 % 10 for i in range(count)]
    membership = [int(i % 3 == 0) for i in range(count)]
    return labels, membership, [1000 - 3 * i for i in range(count)]


def layouts(pictures):
    """Name, value, the images as [C, H, W], and which of membership and ids the file holds."""
    labels, membership, ids = columns(len(pictures))
    rest = {"labels": labels, "membership": membership, "ids": ids}
    whole = as_bytes(pictures)
    hwc = whole.permute(0, 2, 3, 1).contiguous().numpy()
    grey = whole[:, :1]
    yield "object, list of tensors (the course's)", MembershipDataset(ids, list(pictures.unbind()), labels, membership), pictures, "all"
    yield "object, own storages, membership None in every row", MembershipDataset(ids, [p.clone() for p in pictures], labels, [None] * len(ids)), pictures, "ids"
    yield "object of another class, arrays and a bool tensor", OtherDataset(pictures, np.array(labels), np.array(ids), torch.tensor(membership) == 1), pictures, "all"
    yield "dict, one tensor", {"images": pictures, **rest}, pictures, "all"
    yield "dict, views of one storage", {"images": list(pictures), **rest}, pictures, "all"
    yield "dict, uint8", {"images": whole, **rest}, whole, "all"
    yield "dict, bytes given as floats", {"images": whole.float(), **rest}, whole, "all"
    yield "dict, HWC", {"images": pictures.permute(0, 2, 3, 1).contiguous(), **rest}, pictures, "all"
    yield "dict, not contiguous", {"images": pictures.permute(3, 2, 1, 0).contiguous().permute(3, 2, 1, 0), **rest}, pictures, "all"
    yield "dict, one channel", {"images": grey, **rest}, grey, "all"
    yield "dict, [N, H, W]", {"images": grey[:, 0], **rest}, grey, "all"
    yield "dict, one channel expanded to three", {"images": grey.expand(-1, 3, -1, -1), **rest}, grey.expand(-1, 3, -1, -1), "all"
    for dtype in (torch.float16, torch.bfloat16, torch.float64):
        yield f"dict, {str(dtype)[6:]}", {"images": pictures.to(dtype), **rest}, pictures.to(dtype), "all"
    yield "dict, numpy in C order", {"images": hwc, **rest}, whole, "all"
    yield "dict, numpy in Fortran order", {"images": np.asfortranarray(hwc), **rest}, whole, "all"
    yield "dict, list of numpy arrays", {"images": list(hwc), **rest}, whole, "all"
    for mode in ("RGB", "RGBA", "P", "L", "1"):
        made = [Image.fromarray(picture).convert(mode) for picture in hwc]
        back = [np.array(picture.convert("L" if mode in "L1" else "RGB")) for picture in made]
        yield f"dict, Pillow images of mode {mode}", {"images": made, **rest}, [torch.tensor(b.reshape(32, 32, -1)).permute(2, 0, 1) for b in back], "all"
    yield "dict, labels and ids as tensors", {"images": pictures, "labels": torch.tensor(labels), "ids": torch.tensor(ids), "membership": torch.tensor(membership)}, pictures, "all"
    yield "dict, ids as texts", {"images": pictures, **rest, "ids": [str(i) for i in ids]}, pictures, "texts"
    yield "dict, no ids", {"images": pictures, "labels": labels, "membership": membership}, pictures, "membership"
    yield "dict, no membership", {"images": pictures, "labels": labels, "ids": ids}, pictures, "ids"
    yield "TensorDataset", torch.utils.data.TensorDataset(pictures, torch.tensor(labels), torch.tensor(membership)), pictures, "membership"
    each = list(zip(pictures.unbind(), labels, membership, ids))
    yield "list of pairs", [row[:2] for row in each], pictures, "none"
    yield "list of triples", [row[:3] for row in each], pictures, "membership"
    yield "list of (id, image, label, membership)", [(id, image, label, member) for image, label, member, id in each], pictures, "all"
    yield "list of dicts", [{"image": image, "label": label, "is_member": member == 1, "index": id} for image, label, member, id in each], pictures, "all"
    yield "dict, image, label, memberships", {"image": pictures, "label": labels, "memberships": membership, "id": ids}, pictures, "all"
    yield "dict, one-hot labels, membership in words", {"images": pictures, **rest, "labels": torch.eye(10)[labels], "membership": ["in" if member else "out" for member in membership]}, pictures, "all"
    yield "dict, labels as texts, ids as numpy texts", {"images": pictures, "labels": [str(label) for label in labels], "ids": list(np.array([str(id) for id in ids])), "membership": membership}, pictures, "texts"
    yield "dict, pandas columns", {"images": pictures, "labels": pd.Series(labels), "ids": pd.Index([str(id) for id in ids]), "membership": pd.Series(membership).astype("boolean")}, pictures, "texts"
    yield "Subset of all rows", torch.utils.data.Subset(torch.utils.data.TensorDataset(pictures, torch.tensor(labels), torch.tensor(membership)), list(range(len(ids)))), pictures, "membership"
    yield "tuple of two", (pictures, labels), pictures, "none"
    yield "tuple of three", (pictures, torch.tensor(labels), membership), pictures, "membership"


def row(name, file, pictures, held):
    labels, membership, ids = columns(len(pictures))
    texts = [str(i) for i in ids]
    shape = list(pictures[0].shape)
    return {
        "name": name,
        "file": file,
        "shape": shape,
        "images": [as_bytes(picture).flatten().tolist() for picture in pictures],
        "labels": labels,
        "membership": membership if held in ("all", "texts", "membership") else None,
        "ids": {"all": ids, "ids": ids, "texts": texts}.get(held, list(range(len(ids)))),
    }


def make(folder):
    pictures = images()
    rows = []
    for number, (name, value, back, held) in enumerate(layouts(pictures)):
        for old in (False, True):
            file = f"data-{number}{'-old' if old else ''}.pt"
            torch.save(value, folder / file, _use_new_zipfile_serialization=not old)
            rows.append(row(name + (", old format" if old else ""), file, back, held))
    labels, membership, ids = columns(len(pictures))
    torch.save({"images": pictures, "labels": labels, "membership": membership, "ids": ids}, folder / "data-deflated.pt")
    repack(folder / "data-deflated.pt")
    rows.append(row("zip deflated", "data-deflated.pt", pictures, "all"))
    return rows + arrays(folder, pictures) + [picture_folder(folder, pictures)] + refused(folder, pictures)


def arrays(folder, pictures):
    labels, membership, ids = [np.array(column) for column in columns(len(pictures))]
    whole = as_bytes(pictures)
    np.savez(folder / "plain.npz", images=whole.permute(0, 2, 3, 1).numpy(), labels=labels, membership=membership, ids=ids)
    np.savez_compressed(folder / "packed.npz", images=np.asfortranarray(pictures.numpy()), labels=labels, membership=membership == 1, ids=ids)
    held = {"images": whole.numpy(), "labels": labels, "membership": membership, "ids": ids}
    (folder / "arrays.pkl").write_bytes(pickle.dumps(held))
    joblib.dump(held, folder / "arrays.joblib")
    pd.DataFrame({**held, "images": list(whole.numpy())}).to_pickle(folder / "frame.pkl")
    pickles = [("pickle.dump of arrays", "arrays.pkl"), ("joblib.dump of arrays", "arrays.joblib"), ("DataFrame.to_pickle", "frame.pkl")]
    made = [row(name, file, whole, "all") for name, file in pickles]
    return made + [row("npz", "plain.npz", whole, "all"), row("npz, compressed, Fortran order", "packed.npz", pictures, "all")]


def picture_folder(folder, pictures):
    (folder / "pictures").mkdir(exist_ok=True)
    lines = ["file,label,membership,id"]
    for i, (label, member, id) in enumerate(zip(*columns(len(pictures)))):
        Image.fromarray(as_bytes(pictures[i]).permute(1, 2, 0).numpy()).save(folder / "pictures" / f"{i}.png")
        lines.append(f"{i}.png,{label},{member},{id}")
    (folder / "pictures" / "rows.csv").write_text("\n".join(lines) + "\n")
    return row("folder of PNG files with a CSV file", "pictures", as_bytes(pictures), "all")


def refused(folder, pictures):
    labels, membership, ids = columns(len(pictures))
    rest = {"labels": labels, "membership": membership, "ids": ids}
    whole = torch.utils.data.TensorDataset(pictures, torch.tensor(labels))
    far = pictures.clone()
    far[3, 0, 0, 0] = float("nan")
    values = {
        "functools.partial as transform": MembershipDataset(ids, list(pictures), labels, membership, functools.partial(max, 1)),
        "Subset with a row that is none": torch.utils.data.Subset(whole, [1, 2, 300]),
        "soft labels": {"images": pictures, **rest, "labels": torch.eye(10)[labels] * 0.9 + 0.01},
        "paths instead of images": {"images": [pathlib.PurePosixPath("a.png")] * len(ids), **rest},
        "NaN in an image": {"images": far, **rest},
        "an id twice": {"images": pictures, **rest, "ids": [ids[0], *ids[:-1]]},
        "a label too few": {"images": pictures, **rest, "labels": labels[1:]},
        "membership of 2": {"images": pictures, **rest, "membership": [2, *membership[1:]]},
        "one bit of a storage changed (CRC)": {"images": pictures, **rest},
    }
    for number, (name, value) in enumerate(values.items()):
        torch.save(value, folder / f"data-refused-{number}.pt")
        if "CRC" in name:
            spoil(folder / f"data-refused-{number}.pt")
    return [{"name": name, "file": f"data-refused-{number}.pt", "refused": True} for number, name in enumerate(values)]
