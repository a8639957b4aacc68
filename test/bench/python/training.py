"""Training steps of a ResNet-18 with torch, for test/bench/training.ts: python training.py MODEL BATCH THREADS

Answers each line on stdin, a number of steps, with wall and processor milliseconds a step.
"""

import pathlib
import sys
import time

import numpy as np
import torch
from torch import nn

def narrow_networks():
    """The networks of test/fixtures/inference/make.py: torchvision's, of any width."""
    file = pathlib.Path(__file__).parents[3] / "test" / "fixtures" / "inference" / "make.py"
    scope = {"__file__": str(file), "__name__": "networks"}
    exec(compile(file.read_text().removesuffix("main()\n"), str(file), "exec"), scope)
    return scope


def main():
    model_path, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    networks = narrow_networks()
    state = torch.load(model_path)
    widths = [state[f"layer{stage}.0.conv1.weight"].shape[0] for stage in (1, 2, 3, 4)]
    classes = state["fc.weight"].shape[0]
    model = networks["Narrow"](networks["resnet"].BasicBlock, [2, 2, 2, 2], widths, classes, 3, False)
    model.load_state_dict(state)
    model.train()
    optimiser = torch.optim.SGD(model.parameters(), lr=0.005, momentum=0.9, weight_decay=5e-4)
    images = torch.from_numpy(np.random.RandomState(0).randn(batch, 3, 32, 32).astype("f"))
    labels = torch.arange(batch) % classes
    if "channels_last" in sys.argv:
        model, images = model.to(memory_format=torch.channels_last), images.to(memory_format=torch.channels_last)
    for line in sys.stdin:
        steps = int(line)
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(steps):
            optimiser.zero_grad()
            nn.functional.cross_entropy(model(images), labels).backward()
            optimiser.step()
        print((time.perf_counter() - wall) / steps * 1e3, (time.process_time() - cpu) / steps * 1e3, flush=True)


main()
