"""A time axis in the city's zone. x is Unix time in seconds."""

from datetime import datetime
from typing import Any

from opscenter.console.format import time_zone
from opscenter.console.plots.graph import pg

STEPS_S = (
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
)  # fmt: skip
PX_PER_TICK = 96


class TimeAxis(pg.AxisItem):  # type: ignore[misc]
    """Ticks on round local times; a tick at midnight shows the date."""

    def __init__(self, zone: str) -> None:
        super().__init__(orientation="bottom")
        self.zone = zone
        self.enableAutoSIPrefix(False)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        span = maxVal - minVal
        if not span > 0 or not abs(maxVal) < 1e11:
            return []
        wanted = span / max(1.0, size / PX_PER_TICK)
        step = float(next((each for each in STEPS_S if each >= wanted), STEPS_S[-1]))
        while span / step > 200:
            step *= 2
        offset = self._offset(minVal)
        first = -(-(minVal + offset) // step) * step - offset
        count = int((maxVal - first) // step) + 1
        return [(step, [first + number * step for number in range(max(0, count))])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        texts = []
        for value in values:
            try:
                at = datetime.fromtimestamp(value, time_zone(self.zone))
            except (OverflowError, ValueError, OSError):
                texts.append("")
                continue
            if at.hour == at.minute == at.second == 0:
                texts.append(at.strftime("%d.%m."))
            else:
                texts.append(at.strftime("%H:%M:%S" if spacing < 60 else "%H:%M"))
        return texts

    def _offset(self, seconds: float) -> float:
        try:
            offset: Any = datetime.fromtimestamp(seconds, time_zone(self.zone)).utcoffset()
            return float(offset.total_seconds()) if offset is not None else 0.0
        except (OverflowError, ValueError, OSError):
            return 0.0
