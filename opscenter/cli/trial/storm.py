"""Hong Kong's typhoon day against an ordinary one: every road detector judged by what it counted on the ordinary day.

There are two days and no more. A usual for the hour of the week cannot be learnt from them: with less than three days
of history a deviation rule says nothing at all, and that is the right answer. So that the rule can be seen at work the
ordinary day stands in for a history: of each hour of a detector the hour itself and those beside it are taken for three
days of that hour. The ordinary day is then judged by itself, which flatters it; its figures are a floor of false alarms
and no more.
"""

from pathlib import Path

import numpy as np

from opscenter.cli.trial.running import Outcome, run
from opscenter.cli.trial.sets import ORDINARY, TYPHOON, Series, hong_kong
from opscenter.domain.local_week import HOURS, LocalWeek
from opscenter.domain.usual import Basis, Usual
from opscenter.domain.usual_estimate import FLOOR_OF_MEDIAN, centre_and_spread

LEAST_HOURS = 20


def storm(folder: Path) -> dict[str, list[Outcome]]:
    """Outcomes of all detectors that counted on both days, by day. Raises DataMistake."""
    days = {day: hong_kong(folder, day) for day in (TYPHOON, ORDINARY)}
    outcomes: dict[str, list[Outcome]] = {TYPHOON: [], ORDINARY: []}
    for detector, ordinary in days[ORDINARY].items():
        other = days[TYPHOON].get(detector)
        if other is None or min(len(ordinary.time), len(other.time)) < LEAST_HOURS:
            continue
        usual = stand_in(ordinary)
        for day, series in ((TYPHOON, other), (ORDINARY, ordinary)):
            outcomes[day] += run(series, given=usual, like=ordinary)
    return outcomes


def stand_in(ordinary: Series) -> Usual:
    """A usual for every day of the week out of one day: an hour and the hours beside it stand for three days of it."""
    week = LocalWeek(ordinary.zone)
    by_hour = np.full(26, np.nan, np.float32)
    by_hour[1 + week.hours(ordinary.time) % 24] = ordinary.value
    readings = np.stack([by_hour[:-2], by_hour[1:-1], by_hour[2:]], axis=1)
    readings[np.isnan(by_hour[1:-1])] = np.nan
    median, spread = centre_and_spread(readings, np.full(24, 3))
    floor = np.maximum(FLOOR_OF_MEDIAN * median, np.sqrt(np.maximum(median, 1)))  # counts vary by their root
    spread = np.maximum(spread, floor)
    count = np.count_nonzero(~np.isnan(readings), axis=1).astype(np.uint8)
    basis = np.where(np.isnan(spread), Basis.UNKNOWN, Basis.NEAR).astype(np.uint8)
    median, spread, count, basis = (np.tile(column, HOURS // 24)[None, :] for column in (median, spread, count, basis))
    return Usual(week, np.zeros(1, np.int64), median, spread, count, basis)
