"""Every benchmark, short, with one table at the end: `python -m tests.benchmarks [--list] [--only NAME] [--json FILE]`.

Each runs in a process of its own, so that none pays for another's memory or threads. Where there is a plain way to do
the same work, it is measured in the same run: compare ratios between machines, not milliseconds.
"""

import argparse
import dataclasses
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.every_benchmark import BENCHMARKS, Figure, table

MINUTES = 10


def _run_one(name: str, scale: float) -> list[Figure]:
    """In a process of its own; a benchmark that fails is a row that says so."""
    command = [sys.executable, "-m", "tests.benchmarks", "--one", name, "--scale", str(scale)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MINUTES * 60, check=False)
    except subprocess.TimeoutExpired:
        return [Figure(f"failed: not done within {MINUTES} minutes")]
    if done.returncode:
        words = [line for line in done.stderr.splitlines() if line.strip()] or ["no word of why"]
        return [Figure(f"failed: {words[-1]}")]
    return [Figure(**figure) for figure in json.loads(done.stdout.splitlines()[-1])]


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 1 when a benchmark failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--list", action="store_true", help="say which benchmarks there are")
    parser.add_argument("--only", action="append", choices=sorted(BENCHMARKS), help="this one (may be repeated)")
    parser.add_argument("--scale", type=float, default=1.0, help="times as long as usual")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    parser.add_argument("--one", choices=sorted(BENCHMARKS), help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.list:
        for name, benchmark in BENCHMARKS.items():
            print(f"{name:12}{benchmark.about}")
        return 0
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if asked.one:
        print(json.dumps([dataclasses.asdict(figure) for figure in BENCHMARKS[asked.one].run(asked.scale)]))
        return 0
    results: dict[str, list[Figure]] = {}
    for name in asked.only or BENCHMARKS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        results[name] = _run_one(name, asked.scale)
    print(table(results))
    if asked.json:
        facts = {
            "python": platform.python_version(),
            "machine": platform.machine(),
            "cores": os.cpu_count(),
            "figures": {name: [dataclasses.asdict(figure) for figure in found] for name, found in results.items()},
        }
        asked.json.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    return int(any(figure.name.startswith("failed") for found in results.values() for figure in found))


if __name__ == "__main__":
    sys.exit(main())
