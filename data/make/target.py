"""The target: trained on the members alone, first with crop and flip, at the end without."""

import math
from dataclasses import dataclass

import torch
from torch import nn

from network import ResNet18


@dataclass(frozen=True)
class Recipe:
    """How the target is trained: SGD with momentum, the rate falling by cosine, then a plain end."""

    widths: tuple = (16, 32, 64, 128)
    batch: int = 64
    augmented_epochs: int = 48
    rate: float = 0.05
    plain_epochs: int = 12
    plain_rate: float = 0.02
    momentum: float = 0.9
    weight_decay: float = 1e-4
    seed: int = 42


def crop_and_flip(x, generator, pad=2):
    """Each image of [n, 3, h, w] shifted by up to `pad` pixels (black comes in) and mirrored half the time."""
    count, _, height, width = x.shape
    framed = nn.functional.pad(x, (pad, pad, pad, pad))
    top, left = torch.randint(0, 2 * pad + 1, (2, count, 1), generator=generator)
    mirrored = torch.rand(count, 1, generator=generator) < 0.5
    rows = top + torch.arange(height)
    columns = torch.arange(width).expand(count, width)
    columns = left + torch.where(mirrored, width - 1 - columns, columns)
    image = torch.arange(count)[:, None, None]
    return framed[image, :, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)


def learning_rate(recipe, epoch):
    """Two half cosines: one over the epochs with augmentation, one over those without."""
    if epoch < recipe.augmented_epochs:
        return recipe.rate * (1 + math.cos(math.pi * epoch / recipe.augmented_epochs)) / 2
    done = (epoch - recipe.augmented_epochs) / recipe.plain_epochs
    return recipe.plain_rate * (1 + math.cos(math.pi * done)) / 2


def train(x, y, mean, std, recipe, report=lambda epoch, epochs: None):
    """x: [n, 3, 32, 32] in [0, 1], y: [n] -> the trained network in eval mode.

    Deterministic on one machine with one torch version; one thread, which is also the fastest at this size.
    """
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(recipe.seed)
    generator = torch.Generator().manual_seed(recipe.seed)
    model = ResNet18(recipe.widths, int(y.max()) + 1).train()
    optimizer = torch.optim.SGD(model.parameters(), recipe.rate, recipe.momentum,
                                weight_decay=recipe.weight_decay)
    epochs = recipe.augmented_epochs + recipe.plain_epochs
    for epoch in range(epochs):
        augmented = epoch < recipe.augmented_epochs
        optimizer.param_groups[0]["lr"] = learning_rate(recipe, epoch)
        for rows in torch.randperm(len(x), generator=generator).split(recipe.batch):
            images = crop_and_flip(x[rows], generator) if augmented else x[rows]
            loss = nn.functional.cross_entropy(model((images - mean) / std), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        report(epoch + 1, epochs)
    return model.eval()


@torch.no_grad()
def compute_logits(model, x, mean, std):
    """[n, 3, 32, 32] in [0, 1] -> logits [n, classes]."""
    return torch.cat([model((batch - mean) / std) for batch in x.split(500)])
