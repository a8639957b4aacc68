"""torch.save as the course did it, then the same zip deflated so that it can be kept in git."""

import zipfile

import torch


def save_deflated(value, path):
    """torch.save(value, path), re-zipped: deflate level 9, the entries' order kept, one fixed time stamp.

    torch.load reads the result as any other checkpoint (only mmap=True needs stored entries).
    """
    torch.save(value, path)
    with zipfile.ZipFile(path) as saved:
        entries = [(name, saved.read(name)) for name in saved.namelist()]
    with zipfile.ZipFile(path, "w") as deflated:
        for name, content in entries:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            deflated.writestr(info, content, compresslevel=9)


def fill(dataset, ids, images, labels, membership):
    """Plain Python ints and one float32 tensor [3, 32, 32] (a storage of its own) for each image."""
    dataset.ids = [int(value) for value in ids]
    dataset.imgs = [torch.from_numpy(image).float().div(255) for image in images]
    dataset.labels = [int(value) for value in labels]
    dataset.membership = [None if value is None else int(value) for value in membership]
    return dataset
