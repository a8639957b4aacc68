"""Seconds by stage, under the names that `npm run bench` compares."""

import json
import platform
import resource
import time
from contextlib import contextmanager
from importlib.metadata import version

STAGES = ("start", "reading", "inference", "features", "split", "forest", "boosting",
          "perceptron", "calibration", "metrics", "writing", "whole")


class Stages:
    """Adds up the seconds of each stage; `began` is time.perf_counter() before the first heavy import."""

    def __init__(self, began):
        self.began = began
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self.seconds["start"] = time.perf_counter() - began

    @contextmanager
    def time(self, stage):
        start = time.perf_counter()
        yield
        self.seconds[stage] += time.perf_counter() - start

    def write(self, path, threads):
        """stages.json: seconds, peak resident memory, threads and versions."""
        self.seconds["whole"] = time.perf_counter() - self.began
        packages = ("torch", "numpy", "scipy", "scikit-learn", "lightgbm", "pillow")
        path.write_text(json.dumps({
            "seconds": self.seconds,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "threads": threads,
            "versions": {"python": platform.python_version(), **{name: version(name) for name in packages}},
        }, indent=2) + "\n")
