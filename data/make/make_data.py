"""Makes data/: a small ResNet-18 target with a real leak, in the course's own formats.

    python data/make/make_data.py --images FOLDER --out data

FOLDER holds Fashion-MNIST's four .gz files (Debian's dataset-fashion-mnist puts them under
share/datasets/fashion-mnist). The figures reached are printed and written into README.md.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import Dataset

import leak
from course_format import fill, save_deflated
from images import draw
from readme import write_readme
from target import Recipe, compute_logits, train

ROWS = 2000  # in each of the two datasets, half of them members
DRAW_SEED = 2025
ROLE_SEED = 7


class TaskDataset(Dataset):
    """The course's class. Its name in __main__ is what the files spell."""

    def __init__(self, transform=None):
        self.ids = []
        self.imgs = []
        self.labels = []
        self.transform = transform


class MembershipDataset(TaskDataset):
    def __init__(self, transform=None):
        super().__init__(transform)
        self.membership = []


def normalization(images):
    """Mean and standard deviation of each channel, to four places, as the course prints them."""
    pixels = images.astype(np.float64) / 255
    return {"mean": pixels.mean((0, 2, 3)).round(4).tolist(), "std": pixels.std((0, 2, 3)).round(4).tolist()}


def measure(images, labels, logits, membership):
    """The leak figures of each dataset and of both together."""
    figures = {}
    loss = leak.cross_entropy(logits, labels)
    right = logits.argmax(1) == labels
    for name, rows in {"public": slice(0, ROWS), "private": slice(ROWS, None), "both": slice(None)}.items():
        member = membership[rows] == 1
        figures[name] = {
            "loss": leak.auc_with_interval(membership[rows], -loss[rows]),
            "member accuracy": right[rows][member].mean(),
            "other accuracy": right[rows][~member].mean(),
        }
        blind = leak.blind_scores(images[rows], labels[rows], membership[rows], ROLE_SEED)
        for attacker, scores in blind.items():
            figures[name][attacker] = leak.auc_with_interval(membership[rows], scores)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", required=True, help="folder of Fashion-MNIST's four .gz files")
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()

    images, labels = draw(arguments.images, 2 * ROWS, DRAW_SEED)
    random = np.random.default_rng(ROLE_SEED)
    ids = random.choice(100_000, 2 * ROWS, replace=False)
    membership = np.concatenate([random.permutation(np.arange(ROWS) % 2) for _ in range(2)])

    constants = normalization(images[membership == 1])
    mean, std = (torch.tensor(constants[key]).reshape(1, 3, 1, 1) for key in ("mean", "std"))
    x, y = torch.from_numpy(images).float().div(255), torch.from_numpy(labels)
    member = torch.from_numpy(membership == 1)
    recipe = Recipe()
    model = train(x[member], y[member], mean, std, recipe,
                  lambda epoch, epochs: print(f"\repoch {epoch}/{epochs}", end="", file=sys.stderr))
    logits = compute_logits(model, x, mean, std).numpy()

    arguments.out.mkdir(parents=True, exist_ok=True)
    public, private = slice(0, ROWS), slice(ROWS, None)
    save_deflated(model.state_dict(), arguments.out / "model.pt")
    for name, rows, known in (("public", public, membership[public]), ("private", private, [None] * ROWS)):
        dataset = fill(MembershipDataset(), ids[rows], images[rows], labels[rows], known)
        save_deflated(dataset, arguments.out / f"{name}.pt")
    answers = [f"{row_id},{value}" for row_id, value in zip(ids[private], membership[private])]
    (arguments.out / "answers.csv").write_text("\n".join(["ids,membership", *answers]) + "\n")
    (arguments.out / "normalization.json").write_text(json.dumps(constants, indent=2) + "\n")

    seeds = {"images": DRAW_SEED, "membership and ids": ROLE_SEED, "training": recipe.seed}
    write_readme(arguments.out, measure(images, labels, logits, membership), recipe, seeds)


if __name__ == "__main__":
    main()
