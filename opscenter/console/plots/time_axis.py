"""A time axis in the city's zone. x is Unix time in seconds."""

from datetime import date, datetime, time, timedelta

from PySide6.QtGui import QFontMetricsF

from opscenter.console.format import format_offset, time_zone
from opscenter.console.plots.local_time import comes_twice, round_times, stretches
from opscenter.console.plots.value_axis import DirectAxis
from opscenter.console.theme.fonts import font

MINUTE_S = 60
DAY_S = 86_400
STEPS_S = (
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
)  # fmt: skip
DAYS = (1, 2, 7, 14)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
MONTH_S = 30.44 * DAY_S
WIDEST, WITH_OFFSET = "09-03 06:00", "01:30:00 +01:00"
MARGIN_PX = 28
PX_PER_TICK = 96
EDGE_PX = 44


class TimeAxis(DirectAxis):
    """Ticks on round local times, days, months or years, far enough from each other for any of their texts.

    A tick at midnight shows the date.
    """

    def __init__(self, zone: str) -> None:
        super().__init__(orientation="bottom")
        self.zone = zone
        self.dated = False
        """Whether the first tick says its day where no midnight is in view: not needed of today."""
        self.enableAutoSIPrefix(False)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        span = maxVal - minVal
        if not span > 0 or not abs(maxVal) < 1e11 or not abs(minVal) < 1e11:
            return []
        wanted = span / max(1.0, size / _room(WIDEST))
        if wanted < DAY_S / 2 and len(stretches(minVal, maxVal, time_zone(self.zone))) > 1:
            wanted = span / max(1.0, size / _room(WITH_OFFSET))
        step = next((float(each) for each in STEPS_S if each >= wanted), 0.0)
        if step:
            return [(step, round_times(minVal, maxVal, step, time_zone(self.zone)))]
        days = next((each for each in DAYS if each * DAY_S >= wanted), 0)
        try:
            start = datetime.fromtimestamp(minVal, time_zone(self.zone)).date()
            return self._days(start, minVal, maxVal, days) if days else self._months(start, minVal, maxVal, wanted)
        except (OverflowError, ValueError, OSError):  # beyond the years that a calendar knows
            return []

    def _days(self, start: date, since: float, until: float, days: int) -> list[tuple[float, list[float]]]:
        day = start + timedelta(days=-start.toordinal() % days)
        ticks = []
        while (at := self._midnight(day)) <= until:
            if at >= since:
                ticks.append(at)
            day += timedelta(days=days)
        return [(float(days * DAY_S), ticks)]

    def _months(self, start: date, since: float, until: float, wanted: float) -> list[tuple[float, list[float]]]:
        months = next((each for each in MONTHS if each * MONTH_S * 0.92 >= wanted), MONTHS[-1])
        number = (start.year * 12 + start.month - 1) // months * months
        ticks = []
        while number < 9999 * 12 and (at := self._midnight(date(max(1, number // 12), number % 12 + 1, 1))) <= until:
            if at >= since:
                ticks.append(at)
            number += months
        return [(months * MONTH_S, ticks)]

    def _midnight(self, day: date) -> float:
        return datetime.combine(day, time(), time_zone(self.zone)).timestamp()

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Where the clocks change, or a local time comes twice, the offset stands with the time."""
        zone = time_zone(self.zone)
        texts: list[str] = []
        before: timedelta | None = None
        for value in values:
            try:
                at = datetime.fromtimestamp(value, zone)
            except (OverflowError, ValueError, OSError):
                texts.append("")
                continue
            texts.append(_text_of(at, spacing))
            changed = before is not None and at.utcoffset() != before
            before = at.utcoffset()
            if spacing < DAY_S and (changed or comes_twice(value, zone)):
                texts[-1] = f"{at:%H:%M:%S}" if spacing < MINUTE_S else f"{at:%H:%M}"
                texts[-1] += f" {format_offset(round(value * 1000), self.zone)}"
        if self.dated and MINUTE_S <= spacing < DAY_S:
            self._tell_day(values, texts)
        return texts

    def _tell_day(self, values: list[float], texts: list[str]) -> None:
        """Write the day at the first tick with room for it (texts cut by an edge are not drawn), unless one has it."""
        since, until = self.range
        room = (until - since) * EDGE_PX / max(1.0, self.width())
        inside = [at for at, value in enumerate(values) if since + room <= value <= until - room and texts[at]]
        if inside and not any(texts[at].count("-") for at in inside):
            day = datetime.fromtimestamp(values[inside[0]], time_zone(self.zone))
            texts[inside[0]] = f"{day.month:02d}-{day.day:02d} {texts[inside[0]]}"


def _room(text: str) -> float:
    """Pixels from one tick to the next where such texts stand."""
    return max(float(PX_PER_TICK), QFontMetricsF(font("small")).horizontalAdvance(text) + MARGIN_PX)


def _text_of(at: datetime, spacing: float) -> str:
    if spacing >= 12 * MONTH_S:
        return f"{at.year:04d}"
    if spacing >= MONTH_S:
        return f"{at.year:04d}-{at.month:02d}"
    if spacing >= DAY_S or at.hour == at.minute == at.second == 0:
        return f"{at:%Y-%m-%d}"
    return f"{at:%H:%M:%S}" if spacing < MINUTE_S else f"{at:%H:%M}"
