"""The same attack with care: one pass, batch normalisation folded, larger batches, threads pinned.

    python test/bench/python/careful.py --model model.pt --public public.pt --private private.pt --out DIR
"""

import time

BEGAN = time.perf_counter()

import os

os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # idle threads that spin slow each other on shared cores

import numpy as np
import torch
from torch.nn.utils.fusion import fuse_conv_bn_eval

from course import read_dataset, read_model, read_normalization
from ensemble import ensemble_attack, make_models
from features import combine, lira_scores, published_features
from outputs import parse_arguments, write_logits, write_outputs
from stages import Stages

BATCH = 512


def fold_batch_norm(model):
    """Each batch normalisation folded into the convolution before it."""
    model.conv1, model.bn1 = fuse_conv_bn_eval(model.conv1, model.bn1), torch.nn.Identity()
    for layer in (model.layer1, model.layer2, model.layer3, model.layer4):
        for block in layer:
            block.conv1, block.bn1 = fuse_conv_bn_eval(block.conv1, block.bn1), torch.nn.Identity()
            block.conv2, block.bn2 = fuse_conv_bn_eval(block.conv2, block.bn2), torch.nn.Identity()
            if block.downsample is not None:
                block.downsample = fuse_conv_bn_eval(*block.downsample)
    return model


@torch.inference_mode()
def compute_logits(model, images, mean, std):
    """A list of [3, h, w] float tensors -> logits [n, K], by way of bytes as the notebook's transform."""
    scale = (1 / (255 * std)).reshape(1, 3, 1, 1)
    shift = (mean / std).reshape(1, 3, 1, 1)
    logits = []
    for start in range(0, len(images), BATCH):
        batch = torch.stack(images[start:start + BATCH]).mul_(255).trunc_().mul_(scale).sub_(shift)
        logits.append(model(batch.contiguous(memory_format=torch.channels_last)))
    return torch.cat(logits)


def main():
    stages = Stages(BEGAN)
    arguments = parse_arguments(__doc__.splitlines()[0])
    torch.set_num_threads(arguments.threads)
    with stages.time("reading"):
        model = fold_batch_norm(read_model(arguments.model)).to(memory_format=torch.channels_last)
        datasets = {part: read_dataset(getattr(arguments, part)) for part in ("public", "private")}
        constants = read_normalization(arguments.model, arguments.mean, arguments.std)
    stages.end_after("reading", arguments)
    mean, std = torch.tensor(constants["mean"]), torch.tensor(constants["std"])
    membership = np.array(datasets["public"].membership)

    logits, features, columns = {}, {}, {}
    for part, dataset in datasets.items():
        with stages.time("inference"):
            if arguments.logits:
                logits[part] = torch.from_numpy(np.load(arguments.logits / f"logits_{part}.npy"))
            else:
                logits[part] = compute_logits(model, dataset.imgs, mean, std)
            dataset.imgs = None
        with stages.time("features"):
            found = published_features(logits[part], torch.tensor(dataset.labels))
            features[part] = {name: value.numpy() for name, value in found.items()}
    stages.end_after("inference", arguments, lambda: write_logits(arguments.out, logits))
    with stages.time("features"):
        confidences = [features["public"]["true_class_prob"][membership == value] for value in (1, 0)]
        for part in datasets:
            features[part]["lira_score"] = lira_scores(features[part]["true_class_prob"], *confidences)
            columns[part] = combine(features[part], features[part]["lira_score"])

    models = make_models(forest_jobs=arguments.threads,
                         boosting_jobs=None if arguments.without_boosting else arguments.threads)
    metrics, scores = ensemble_attack(columns["public"], membership, columns["private"], models, stages)
    with stages.time("writing"):
        kept = {part: values.numpy() for part, values in logits.items()}
        write_outputs(arguments.out, kept, features, datasets["private"].ids, metrics, scores)
    stages.write(arguments.out / "stages.json", arguments.threads)


if __name__ == "__main__":
    main()
