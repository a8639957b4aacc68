"""What both scripts leave in --out, and the arguments that both take."""

import argparse
import json
from pathlib import Path

import numpy as np


def parse_arguments(description):
    parser = argparse.ArgumentParser(description=description)
    for name in ("model", "public", "private"):
        parser.add_argument(f"--{name}", required=True, type=Path)
    parser.add_argument("--mean", type=float, nargs=3)
    parser.add_argument("--std", type=float, nargs=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--logits", type=Path, help="read logits_*.npy here instead of running the network")
    parser.add_argument("--without-boosting", action="store_true", help="leave LightGBM out")
    parser.add_argument("--until", choices=("reading", "inference"), help="end after this stage")
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    return arguments


def write_logits(out, logits):
    """logits_public.npy and logits_private.npy, float32 [n, K]."""
    for part, values in logits.items():
        np.save(out / f"logits_{part}.npy", values)


def write_outputs(out, logits, features, ids, metrics, scores):
    """logits_*.npy, features_*.npz, submission_*.csv (ids,score) and metrics.json."""
    write_logits(out, logits)
    for part in ("public", "private"):
        np.savez(out / f"features_{part}.npz", **features[part])
    for name, values in scores.items():
        lines = [f"{row_id},{value!r}" for row_id, value in zip(ids, values.tolist())]
        (out / f"submission_{name}.csv").write_text("\n".join(["ids,score", *lines]) + "\n")
    (out / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n")
