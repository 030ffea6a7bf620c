"""Real series with what is known to be wrong in them, read from a folder that the project does not contain.

- NAB, the Numenta Anomaly Benchmark (MIT): `timeseries/nab`, labelled windows in `labels/combined_windows.json`.
- SKAB, a water circulation rig (GPL-3.0): `timeseries/water/skab_*.csv`, labelled second by second.
- Hong Kong road detectors (DATA.GOV.HK): `hongkong/traffic/hourly`, the day of typhoon Saola and an ordinary Sunday.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
TYPHOON, ORDINARY = "20230901", "20230903"
NAB_PROBATION, NAB_MOST = 0.15, 750
SKAB_LEARNING = 400
SKAB_LABELS = ("anomaly", "changepoint")

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Window = tuple[int, int]


class DataMistake(ValueError):
    """A data set that is not there or cannot be read, in a sentence."""


@dataclass(slots=True, frozen=True)
class Series:
    """Times (Unix ms, ascending as far as the source is), values, and windows `[since, until]` in which something is
    wrong. Up to `tested_from` is for learning only. Times without a zone are read as `zone` says."""

    set: str
    name: str
    time: Ints
    value: Floats
    windows: tuple[Window, ...]
    tested_from: int
    zone: tzinfo = UTC

    @property
    def step_ms(self) -> int:
        """The usual step between readings."""
        steps = np.diff(self.time)
        return max(1, int(np.median(steps[steps > 0]))) if len(steps) else 1


def nab(folder: Path) -> Iterator[Series]:
    """The series of NAB that lie in a folder with their labels. Raises DataMistake.

    Their first 15 % of readings, at most 750, are for learning: NAB's own probationary period.
    """
    place = folder / "timeseries" / "nab"
    windows = json.loads(_text(place / "labels" / "combined_windows.json"))
    for name in sorted(windows):
        rows = _rows(place / name, ",", ("timestamp", "value"))
        times = np.array([_ms(row["timestamp"]) for row in rows], np.int64)
        values = np.array([float(row["value"]) for row in rows])
        learning = min(int(NAB_PROBATION * len(rows)), NAB_MOST)
        yield Series(
            "NAB", Path(name).stem, times, values, tuple((_ms(a), _ms(b)) for a, b in windows[name]),
            int(times[learning]),
        )  # fmt: skip


def skab(folder: Path) -> Iterator[Series]:
    """Each signal of each run of SKAB. Raises DataMistake. The first 400 seconds are for learning, as SKAB has it."""
    for path in sorted((folder / "timeseries" / "water").glob("skab_*.csv")):
        rows = _rows(path, ";", ("datetime", *SKAB_LABELS))
        times = np.array([_ms(row["datetime"]) for row in rows], np.int64)
        wrong = np.array([float(row["anomaly"]) > 0 for row in rows])
        edges = np.flatnonzero(np.diff(np.r_[False, wrong, False].astype(np.int8)))
        windows = tuple((int(times[a]), int(times[b - 1])) for a, b in zip(edges[::2], edges[1::2], strict=True))
        for signal in rows[0]:
            if signal not in ("datetime", *SKAB_LABELS):
                values = np.array([float(row[signal]) for row in rows])
                tested = int(times[min(SKAB_LEARNING, len(times) - 1)])
                yield Series("SKAB", f"{path.stem.removeprefix('skab_')} {signal}", times, values, windows, tested)


def hong_kong(folder: Path, day: str) -> dict[str, Series]:
    """Vehicles per hour of every road detector on a day, all lanes together, by detector. Raises DataMistake.

    The files carry hours of Hong Kong and no times: a reading counts as of the end of its hour.
    """
    place = folder / "hongkong" / "traffic" / "hourly" / day
    counts: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for hour in range(24):
        begins = datetime.strptime(f"{day}{hour:02}", "%Y%m%d%H").replace(tzinfo=HONG_KONG)
        at = round(begins.timestamp() * 1000) + 3_600_000 - 1
        rows = _rows(place / f"traffic_{day}_hour_{hour:02}.csv", ",", ("detectorID", "totalVolume"))
        sums: dict[str, float] = defaultdict(float)
        for row in rows:
            sums[row["detectorID"]] += float(row["totalVolume"] or "nan")
        for detector, volume in sums.items():
            counts[detector].append((at, volume))
    return {
        detector: Series(
            "Hong Kong", detector, np.array([at for at, _ in readings], np.int64),
            np.array([volume for _, volume in readings]), (), readings[0][0], HONG_KONG,
        )
        for detector, readings in sorted(counts.items())
    }  # fmt: skip


def _ms(text: str) -> int:
    """A time without a zone, taken as UTC: the hours of the week come out as its wall clock showed them."""
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataMistake(f"{path} cannot be read: {error}. --data names the folder of the data sets.") from None


def _rows(path: Path, separator: str, needed: tuple[str, ...]) -> list[dict[str, str]]:
    rows = list(csv.DictReader(_text(path).splitlines(), delimiter=separator))
    if not rows or any(name not in rows[0] for name in needed):
        raise DataMistake(f"{path} has no columns {', '.join(needed)}, or no rows.")
    return rows
