"""Seconds and memory by stage, under the names that `npm run bench` compares."""

import json
import os
import platform
import resource
import sys
import time
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version

STAGES = ("start", "reading", "inference", "features", "split", "forest", "boosting",
          "perceptron", "calibration", "metrics", "writing", "whole")


def forget_peak():
    """Linux then counts the peak of resident memory anew."""
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        pass


def peak_mb():
    """Peak of resident memory since forget_peak, where the system tells; else since the start."""
    try:
        with open("/proc/self/status") as file:
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def versions():
    """Of Python and of the packages that are there, by name."""
    found = {"python": platform.python_version()}
    for name in ("torch", "numpy", "scipy", "scikit-learn", "lightgbm", "pillow"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # only LightGBM may be missing
            pass
    return found


class Stages:
    """Adds up the seconds of each stage and keeps its peak memory.

    `began` is time.perf_counter() before the first heavy import. Where BENCH_SPAWNED tells when the
    process was started (seconds since 1970), start and whole count from there.
    """

    def __init__(self, began):
        now = time.perf_counter()
        spawned = os.environ.get("BENCH_SPAWNED")
        self.began = now - (time.time() - float(spawned)) if spawned else began
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self.peaks = dict.fromkeys(STAGES, 0.0)
        self.seconds["start"] = now - self.began
        self.peaks["start"] = peak_mb()

    @contextmanager
    def time(self, stage):
        forget_peak()
        start = time.perf_counter()
        yield
        self.seconds[stage] += time.perf_counter() - start
        self.peaks[stage] = max(self.peaks[stage], peak_mb())

    def end_after(self, stage, arguments, leave=lambda: None):
        """Leaves what there is and ends the run if `--until` names this stage."""
        if arguments.until == stage:
            leave()
            self.write(arguments.out / "stages.json", arguments.threads)
            sys.exit()

    def write(self, path, threads):
        """stages.json: seconds, peak resident memory, threads and versions."""
        self.seconds["whole"] = time.perf_counter() - self.began
        self.peaks["whole"] = max(self.peaks.values())
        path.write_text(json.dumps({
            "seconds": self.seconds,
            "peaks_mb": self.peaks,
            "threads": threads,
            "versions": versions(),
        }, indent=2) + "\n")
