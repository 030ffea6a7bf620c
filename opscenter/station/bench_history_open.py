"""How long a plot of a long span takes: in a process that has read nothing yet, and again in the same one.

`python -m opscenter.station.bench_history_open FOLDER SINCE UNTIL POINTS CELL ...` prints the milliseconds of the first
answer and of four more, from the question to the frames a desk would be sent, and the same in processor time, which
other programs on the machine lengthen less. Loading the program is not in them.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from opscenter.history.queries import Queries
from opscenter.history.schema import FILE_NAME
from opscenter.station.trend_answers import as_bins
from opscenter.wire.desk import pack

AGAIN = 4


def open_ms(
    folder: Path, cells: Sequence[int], since: int, until: int, points: int, processes: int
) -> dict[str, float]:
    """Medians over `processes`, ms: the first answer (`ms_cold`), those after it (`ms_warm`), in processor time too."""
    asked = [str(number) for number in (since, until, points, *cells)]
    command = [sys.executable, "-m", "opscenter.station.bench_history_open", str(folder), *asked]
    found: dict[str, list[float]] = {"ms_cold": [], "ms_warm": [], "cpu_ms_cold": [], "cpu_ms_warm": []}
    for _ in range(processes):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        for name, (first, *again) in zip(("ms", "cpu_ms"), json.loads(done.stdout), strict=True):
            found[f"{name}_cold"].append(first)
            found[f"{name}_warm"] += again
    return {name: round(statistics.median(spans), 1) for name, spans in found.items()}


def _main(folder: Path, since: int, until: int, points: int, cells: list[int]) -> tuple[list[float], list[float]]:
    spans, used = [], []
    queries = None
    for _ in range(1 + AGAIN):
        began, busy = time.perf_counter(), time.process_time()
        if queries is None:
            queries = Queries(folder / FILE_NAME)
        trends = queries.trends(cells, since, until, points)
        frames = pack("result", {"id": 1, "gaps": []}, as_bins([trends[cell] for cell in cells]))
        spans.append((time.perf_counter() - began) * 1000)
        used.append((time.process_time() - busy) * 1000)
        assert len(frames) > 1 and all(len(trend.columns["time"]) for trend in trends.values())
    if queries is not None:
        queries.close()
    return spans, used


if __name__ == "__main__":
    place, *numbers = sys.argv[1:]
    start, end, wanted, *which = (int(number) for number in numbers)
    print(json.dumps(_main(Path(place), start, end, wanted, which)))  # noqa: T201
