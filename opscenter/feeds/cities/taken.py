"""When a file that says no time itself was got: by its name, its folder's name, or its own time."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from opscenter.feeds.local_time import unix_ms

_IN_NAME = re.compile(r"(?<!\d)(20\d\d)-?([01]\d)-?([0-3]\d)[T_ -]?([0-2]\d)[-:.]?([0-5]\d)(?:[-:.]?([0-5]\d))?(Z)?")


def taken_at(path: Path, zone: ZoneInfo, given: int | None) -> int:
    """Unix ms. `given` goes before all; a time in a name (20200930T1920, 2020-09-30_19-20-05Z) is local without a Z."""
    if given is not None:
        return given
    for name in (path.name, path.parent.name):
        found = _IN_NAME.search(name)
        if found is not None:
            year, month, day, hour, minute, second = (int(found[k] or 0) for k in range(1, 7))
            try:
                moment = datetime(year, month, day, hour, minute, second)
            except ValueError:
                continue
            return unix_ms(moment, ZoneInfo("UTC") if found[7] else zone, 2**52)
    return path.stat().st_mtime_ns // 1_000_000
