"""Makes a narrow ResNet and a small dataset in every layout that is read, and torch's own values of them.

    python test/layouts/make.py SCRATCH && node lib/run.cjs test/layouts/table.ts SCRATCH
"""

import json
import pathlib
import sys

import checkpoints
import datasets
import numpy as np
import torch
from files import MEAN, STD, images

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
count = len(images())
torch.save({"images": images(), "labels": [0] * count}, folder / "images.pt")
made = {
    "versions": f"torch {torch.__version__}, numpy {np.__version__}",
    "mean": MEAN,
    "std": STD,
    "checkpoints": checkpoints.make(folder),
    "datasets": datasets.make(folder),
}
(folder / "layouts.json").write_text(json.dumps(made))
