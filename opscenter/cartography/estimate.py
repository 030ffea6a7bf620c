"""How large a basemap will be, and what making it takes, told before it is begun.

The figures come from city extracts of 0.4 to 60 MB on two cores (see tests/benchmarks/bench_map_import.py).
"""

from dataclasses import dataclass
from pathlib import Path

FACTOR = 2.0
"""The size of the result lies within this factor of the estimate for extracts of cities and countries."""

# bytes of archive for each byte of extract, by the deepest zoom
_OUT = {15: 0.3, 14: 0.22, 13: 0.13, 12: 0.08, 11: 0.04, 10: 0.02}
_FIXED_BYTES = 10_000
_SPOOL = 2.2
_SECONDS_A_MB = 2.4
_FIXED_SECONDS = 1.0
_MEMORY_MB = 240.0
_MEMORY_A_MB = 6.0


@dataclass(slots=True, frozen=True)
class Estimate:
    """Bytes of the finished archive; bytes of disk while it is made, the archive included; seconds; bytes of memory."""

    archive: int
    disk: int
    seconds: float
    memory: int


def estimate(extract: Path, max_zoom: int, share: float = 1.0) -> Estimate:
    """For an extract of which `share` of the area (0 to 1) is wanted. Raises OSError when it is not there."""
    size = extract.stat().st_size
    wanted = size * share
    archive = int(wanted * _OUT.get(min(max_zoom, 15), 0.01)) + _FIXED_BYTES
    megabytes = size / 1e6
    return Estimate(
        archive,
        int(2 * archive + _SPOOL * size),
        _FIXED_SECONDS + _SECONDS_A_MB * megabytes * (0.4 + 0.6 * share),
        int((_MEMORY_MB + _MEMORY_A_MB * megabytes) * 1e6),
    )
