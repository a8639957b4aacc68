"""The published notebook's computation, as its code runs: batches of 64, two passes over each dataset.

    python test/bench/python/published.py --model model.pt --public public.pt --private private.pt --out DIR
"""

import time

BEGAN = time.perf_counter()

import os

os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # idle threads that spin slow each other on shared cores

import numpy as np
import torch
from torch.utils.data import DataLoader

from course import PublishedTransform, read_dataset, read_model, read_normalization
from ensemble import ensemble_attack, make_models
from features import combine, lira_scores, published_features
from outputs import parse_arguments, write_logits, write_outputs
from stages import Stages


@torch.no_grad()
def batches(model, dataset, stages):
    """Logits, labels and membership, batch after batch; each call runs the network over every image."""
    loader = iter(DataLoader(dataset, batch_size=64, shuffle=False))
    while True:
        with stages.time("inference"):
            batch = next(loader, None)
            if batch is None:
                return
            _, images, labels, membership = batch
            logits = model(images)
        yield logits, labels, membership


def extract_mia_lira_features(model, dataset, is_public, stages):
    """First pass: the ten features, the logits, and p_y of members and of others where they are known."""
    collected, kept_logits, known = [], [], []
    for logits, labels, membership in batches(model, dataset, stages):
        with stages.time("features"):
            features = published_features(logits, labels)
            collected.append({name: value.numpy() for name, value in features.items()})
            kept_logits.append(logits.numpy())
            known.append(membership.numpy())
    with stages.time("features"):
        features = {name: np.concatenate([part[name] for part in collected]) for name in collected[0]}
        known = np.concatenate(known)
        confidences = [features["true_class_prob"][known == value] for value in (1, 0)] if is_public else None
    return features, np.concatenate(kept_logits), confidences


def compute_lira_scores(model, dataset, conf_member, conf_non_member, stages):
    """Second pass over the same images, only to have p_y again."""
    scores = []
    for logits, labels, _ in batches(model, dataset, stages):
        with stages.time("features"):
            true_prob = published_features(logits, labels)["true_class_prob"].numpy()
            scores.append(lira_scores(true_prob, conf_member, conf_non_member))
    return np.concatenate(scores)


def main():
    stages = Stages(BEGAN)
    arguments = parse_arguments(__doc__.splitlines()[0])
    torch.set_num_threads(arguments.threads)
    with stages.time("reading"):
        model = read_model(arguments.model)
        datasets = {part: read_dataset(getattr(arguments, part)) for part in ("public", "private")}
        constants = read_normalization(arguments.model, arguments.mean, arguments.std)
        for dataset in datasets.values():
            dataset.transform = PublishedTransform(constants["mean"], constants["std"])
    stages.end_after("reading", arguments)
    membership = np.array(datasets["public"].membership)

    features, logits, columns = {}, {}, {}
    for part, dataset in datasets.items():
        features[part], logits[part], found = extract_mia_lira_features(model, dataset, part == "public", stages)
        confidences = found or confidences
    for part, dataset in datasets.items():
        features[part]["lira_score"] = compute_lira_scores(model, dataset, *confidences, stages)
        with stages.time("features"):
            columns[part] = combine(features[part], features[part]["lira_score"])

    stages.end_after("inference", arguments, lambda: write_logits(arguments.out, logits))
    models = make_models(forest_jobs=None,
                         boosting_jobs=None if arguments.without_boosting else arguments.threads)
    metrics, scores = ensemble_attack(columns["public"], membership, columns["private"], models, stages)
    with stages.time("writing"):
        write_outputs(arguments.out, logits, features, datasets["private"].ids, metrics, scores)
    stages.write(arguments.out / "stages.json", arguments.threads)


if __name__ == "__main__":
    main()
