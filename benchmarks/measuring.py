"""Timing: medians and shares over many runs, because a machine is noisy."""

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds over all runs; `cpu` is the median of our own process, whoever else works."""

    median: float
    p95: float
    least: float
    cpu: float
    runs: int

    def as_json(self) -> dict[str, float]:
        """Rounded, for printing."""
        return {
            "median_ms": round(self.median, 1),
            "p95_ms": round(self.p95, 1),
            "least_ms": round(self.least, 1),
            "cpu_ms": round(self.cpu, 1),
            "runs": self.runs,
        }


def timed(work: Callable[[], object], *, runs: int = 40, warm: int = 3) -> Timing:
    """Run it so often, after a few runs that do not count."""
    for _ in range(warm):
        work()
    took, used = [], []
    for _ in range(runs):
        began, cpu = time.perf_counter(), time.process_time()
        work()
        took.append((time.perf_counter() - began) * 1000)
        used.append((time.process_time() - cpu) * 1000)
    took.sort()
    place = min(len(took) - 1, math.ceil(len(took) * 0.95) - 1)
    return Timing(statistics.median(took), took[place], took[0], statistics.median(used), runs)


def yardstick() -> float:
    """Milliseconds of a plain loop: by how much this machine is slower now than another, or than
    itself an hour ago."""
    began = time.process_time()
    for number in range(5_000_000):
        number + 1
    return round((time.process_time() - began) * 1000)
