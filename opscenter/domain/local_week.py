"""Which hour of the city's week a moment falls in, for whole columns of moments, right over changes of the clock."""

import datetime
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

HOURS = 168
"""Hours of a week: 0 is Monday from midnight, 167 Sunday's last."""
SUNDAY = 6

QUARTER_MS = 900_000
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
MOST_OFFSETS = 20_000
_EPOCH = datetime.date(1970, 1, 1)
_FIRST_QUARTER = int(datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC).timestamp()) // 900
_LAST_QUARTER = int(datetime.datetime(2199, 1, 1, tzinfo=datetime.UTC).timestamp()) // 900

Ints = NDArray[np.int64]


class LocalWeek:
    """Hours, days and weekdays in a time zone.

    In the night in which a clock goes back one hour of the week lasts twice as long, in the one in which it goes
    forward one is missing; that is what people live by. `holidays` count as Sundays, or, with `aside`, as no day of
    the week at all. Moments before 1900 or after 2198 are taken as of then.

    Offsets are looked up once for each quarter of an hour: no zone in use changes its clock at another moment.
    """

    def __init__(self, zone: datetime.tzinfo, holidays: Iterable[datetime.date] = (), *, aside: bool = False) -> None:
        self._zone = zone
        self.zone = str(zone)
        self._offsets: dict[int, int] = {}  # quarter of an hour since 1970 -> ms east of UTC
        self.holidays = tuple(sorted(set(holidays)))
        self._holidays: Ints = np.array([(day - _EPOCH).days for day in self.holidays], np.int64)
        self.aside = aside

    def local(self, times: Ints) -> Ints:
        """Times (Unix ms) as the wall clock shows them: ms since 1970-01-01 00:00 of the wall clock, shape (n,)."""
        quarters = np.clip(times // QUARTER_MS, _FIRST_QUARTER, _LAST_QUARTER)
        if not len(quarters):
            return np.empty(0, np.int64)
        if quarters[0] == quarters[-1] and bool(np.all(quarters == quarters[0])):  # a beat's samples, nearly always
            return np.asarray(times + self._offset(int(quarters[0])), np.int64)
        distinct, which = np.unique(quarters, return_inverse=True)
        offsets = np.array([self._offset(quarter) for quarter in distinct.tolist()], np.int64)
        return np.asarray(times + offsets[which], np.int64)

    def local_of(self, at: int) -> int:
        """One moment as the wall clock shows it, as `local`."""
        return at + self._offset(min(max(at // QUARTER_MS, _FIRST_QUARTER), _LAST_QUARTER))

    def day_of(self, at: int) -> int:
        """The local date of one moment, as `days`."""
        return self.local_of(at) // DAY_MS

    def days(self, times: Ints) -> Ints:
        """Local dates of times (Unix ms), as days since 1970-01-01, shape (n,)."""
        return self.local(times) // DAY_MS

    def hours(self, times: Ints) -> Ints:
        """Hours of the week (0 to 167) of times (Unix ms), -1 on days set aside, shape (n,)."""
        local = self.local(times)
        weekdays = self.weekdays(local // DAY_MS)
        return np.where(weekdays < 0, -1, weekdays * 24 + local % DAY_MS // HOUR_MS)

    def weekdays(self, days: Ints) -> Ints:
        """Days since 1970-01-01 -> 0 Monday .. 6 Sunday as the week counts them, -1 for days set aside, shape (n,)."""
        weekdays = (np.asarray(days, np.int64) + 3) % 7  # 1970 began on a Thursday
        if len(self._holidays):
            weekdays = np.where(np.isin(days, self._holidays), -1 if self.aside else SUNDAY, weekdays)
        return weekdays

    def _offset(self, quarter: int) -> int:
        known = self._offsets.get(quarter)
        if known is None:
            moment = datetime.datetime.fromtimestamp(quarter * 900, datetime.UTC)
            shift = moment.astimezone(self._zone).utcoffset() or datetime.timedelta()
            known = int(shift.total_seconds()) * 1000
            if len(self._offsets) >= MOST_OFFSETS:
                self._offsets.clear()
            self._offsets[quarter] = known
        return known
