"""Fashion-MNIST (28x28 grey) as small dyed 32x32 RGB images, drawn from one pool."""

import gzip
from pathlib import Path

import numpy as np

CLASS_NAMES = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
    "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)
GREY_LEVELS = 32  # fewer grey levels than 256 halve the deflated size and are hard to see
LEAST_CONTRAST = 0.2


def read_idx(path, header_bytes):
    """The bytes of an IDX file after its header (LeCun's MNIST format)."""
    with gzip.open(path) as stream:
        return np.frombuffer(stream.read(), np.uint8, offset=header_bytes)


def read_pool(folder):
    """All 70,000 images [n, 28, 28] and labels [n]: the original's train and test parts together."""
    parts = [(Path(folder) / f"{part}-images-idx3-ubyte.gz", Path(folder) / f"{part}-labels-idx1-ubyte.gz")
             for part in ("train", "t10k")]
    images = np.concatenate([read_idx(path, 16).reshape(-1, 28, 28) for path, _ in parts])
    labels = np.concatenate([read_idx(path, 8) for _, path in parts])
    return images, labels


def contrasting_colours(count, random):
    """Two colours for each image, [count, 3, 1, 1] twice, whose mean channel differs by LEAST_CONTRAST."""
    pairs = random.uniform(0.0, 1.0, (8 * count, 2, 3))
    contrast = np.abs(pairs[:, 0].mean(1) - pairs[:, 1].mean(1))
    pairs = pairs[contrast >= LEAST_CONTRAST][:count, :, :, None, None]
    return pairs[:, 0], pairs[:, 1]


def dye(grey, random):
    """[n, 28, 28] bytes -> [n, 3, 32, 32] bytes: a black border of 2, and one colour for each image.

    The colour comes from `random` alone, so it says nothing about label or membership.
    """
    levels = np.round(grey / 255 * (GREY_LEVELS - 1)) / (GREY_LEVELS - 1)
    framed = np.pad(levels, ((0, 0), (2, 2), (2, 2)))[:, None]
    ground, cloth = contrasting_colours(len(grey), random)
    return np.round(255 * (ground + framed * (cloth - ground))).astype(np.uint8)


def draw(folder, count, seed):
    """`count` distinct images of the pool in random order: bytes [count, 3, 32, 32], labels [count]."""
    random = np.random.default_rng(seed)
    images, labels = read_pool(folder)
    chosen = random.choice(len(images), count, replace=False)
    return dye(images[chosen], random), labels[chosen].astype(np.int64)
