"""data/README.md: what the files are, the figures reached, and the hashes."""

import hashlib
import platform

import numpy
import scipy
import sklearn
import torch

from images import CLASS_NAMES

FILES = {
    "model.pt": "the target: `torch.save(model.state_dict())`",
    "public.pt": "2,000 images, labels and membership: `torch.save` of `__main__.MembershipDataset`",
    "private.pt": "2,000 images and labels, membership None",
    "answers.csv": "the private rows' membership (ids,membership): for the figures, never for an attack",
    "normalization.json": "mean and standard deviation of each channel over the members",
}

NOTICE = """The MIT License (MIT)

Copyright (c) 2017 Zalando SE, https://tech.zalando.com

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN
NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY,
WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""

TEMPLATE = """# The embedded default

A small ResNet-18 (torchvision's layout, 7x7 stem, widths {widths}, 10 classes) trained on 2,000 images, its
members, and 4,000 images to attack it with: 2,000 public rows with membership, 2,000 private rows without,
half of each members. Everything is in the formats of the course that the published attack was written for.

| file | bytes | SHA-256 | what |
|---|---|---|---|
{files}

## Images

Fashion-MNIST (train and test part as one pool of 70,000), 4,000 drawn at random without replacement, then
ids and membership at random. Each 28x28 grey image is reduced to 32 grey levels, framed to 32x32 and dyed:
one cloth and one ground colour for each image, at random but of unlike brightness, so that the three
channels differ. Pixels are k/255 exactly. Classes, in the order of the labels:

{classes}

## Target

SGD on the members alone, momentum {momentum}, weight decay {weight_decay}, batches of {batch}:
{augmented_epochs} epochs with shifts of up to 2 pixels and mirroring, the rate falling from {rate} by cosine,
then {plain_epochs} epochs without, from {plain_rate} by cosine.

## Figures

As the script printed them; AUC with its 95 % interval (DeLong). The two blind attackers never see the model,
only coarse pixels, channel statistics and the label (5-fold cross-validation): both must hold .5 in their
interval, or members and others would come from different sources.

{figures}

## Made by

    python data/make/make_data.py --images FOLDER --out data

Seeds: {seeds}. Versions: {versions}. One thread. Training repeats to the bit on one machine; another processor
or version may give other weights, and then other figures.

## Licence of the images

Fashion-MNIST, <https://github.com/zalandoresearch/fashion-mnist>, as packaged by Debian in
`dataset-fashion-mnist`; changed as described above.

```
{notice}
```
"""


def file_rows(folder):
    for name, what in FILES.items():
        content = (folder / name).read_bytes()
        yield f"| {name} | {len(content)} | `{hashlib.sha256(content).hexdigest()}` | {what} |"


def figure_rows(figures):
    quantities = list(next(iter(figures.values())))
    titles = {"loss": "loss threshold, AUC", "logistic regression": "blind: logistic regression, AUC",
              "gradient boosting": "blind: gradient boosting, AUC"}
    yield "| | " + " | ".join(figures) + " |"
    yield "|---" * (len(figures) + 1) + "|"
    for quantity in quantities:
        cells = [show(figures[name][quantity]) for name in figures]
        yield f"| {titles.get(quantity, quantity)} | " + " | ".join(cells) + " |"


def show(value):
    """An accuracy, or an AUC with its interval."""
    if isinstance(value, tuple):
        return "{:.4f} [{:.4f}, {:.4f}]".format(*value)
    return f"{value:.4f}"


def write_readme(folder, figures, recipe, seeds):
    """Prints the figures' table and writes README.md into `folder`."""
    table = "\n".join(figure_rows(figures))
    print(table)
    modules = {"Python": platform.python_version(), "torch": torch.__version__, "numpy": numpy.__version__,
               "scipy": scipy.__version__, "scikit-learn": sklearn.__version__}
    text = TEMPLATE.format(
        **{**vars(recipe), "widths": "-".join(map(str, recipe.widths))},
        files="\n".join(file_rows(folder)),
        classes=", ".join(f"{index} {name}" for index, name in enumerate(CLASS_NAMES)),
        figures=table, seeds=", ".join(f"{name} {seed}" for name, seed in seeds.items()),
        versions=", ".join(f"{name} {version}" for name, version in modules.items()), notice=NOTICE)
    (folder / "README.md").write_text(text)
