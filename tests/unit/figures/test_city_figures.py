"""The city's own figures: footprint, index, and how well the room works."""

import math
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.domain.alarm import AlarmState
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.domain.city_index import Axis, Indicator
from opscenter.domain.footprint import Footprint, Use
from opscenter.domain.journal import JournalEvent
from opscenter.domain.local_week import LocalWeek
from opscenter.figures.city.footprint import CityFootprint, day_begins, month_of, used
from opscenter.figures.city.index import CityIndex, score_of, weighted
from opscenter.figures.city.own_past import mean_and_spread, z_score
from opscenter.figures.city.room import ROOM_ENTITY, OperationsRoom
from tests.support.figure_rig import T0, Rig

NAMES = {"en": "x"}
CITY = "urn:ngsi-ld:CityFootprint:city"
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
POWER = Use("power", NAMES, "electricity", "mw", 1.0, "MWH", "MWh", 1, 500.0, target_day=240.0)
GAS = Use("gas", NAMES, "gas", "flow", 1.0, "MTQ", "m³", 0, 2.0)


def at(text: str, zone: str = "UTC") -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def test_what_is_used_is_rate_times_time_as_far_as_it_was_measured() -> None:
    times = np.array([0, HOUR // 2, HOUR, HOUR + 2 * HOUR])
    rates = np.array([10.0, 20.0, 40.0, 0.0])
    # Half an hour of each is longer than a rate holds: ten minutes count.
    assert used(times, rates) == (pytest.approx((10 + 20 + 40) / 6), 30 * MINUTE)
    assert used(times, rates, hold_ms=HOUR) == (pytest.approx(5 + 10 + 40), 2 * HOUR)
    assert used(times, np.array([math.nan, 20.0, math.nan, 1.0]), hold_ms=HOUR) == (10.0, HOUR // 2)
    assert used(times, rates, since=HOUR - MINUTE, hold_ms=HOUR) == (pytest.approx(20 / 60 + 40), HOUR + MINUTE)


@pytest.mark.parametrize(
    ("moment", "zone", "begin"),
    [
        ("2026-11-26T00:00", "Asia/Hong_Kong", "2026-11-26T00:00"),
        ("2026-11-26T23:59:59", "Asia/Hong_Kong", "2026-11-26T00:00"),
        ("2026-03-29T12:00", "Europe/Berlin", "2026-03-29T00:00"),  # the clock went forward at two
        ("2026-10-25T12:00", "Europe/Berlin", "2026-10-25T00:00"),  # and back at three
        ("2026-10-25T01:00", "Europe/Berlin", "2026-10-25T00:00"),
        ("2026-04-05T12:00", "Australia/Lord_Howe", "2026-04-05T00:00"),  # by half an hour
    ],
)
def test_a_day_begins_at_midnight_whatever_the_clock_did(moment: str, zone: str, begin: str) -> None:
    assert day_begins(LocalWeek(ZoneInfo(zone)), at(moment, zone)) == at(begin, zone)


def test_months_are_the_citys() -> None:
    week = LocalWeek(ZoneInfo("Asia/Hong_Kong"))
    assert month_of(week, at("2026-11-30T15:59:59")) + 1 == month_of(week, at("2026-11-30T16:00:00"))


def power(rig: Rig, mw: float, when: int) -> None:
    rig.number("urn:ngsi-ld:CitySystem:electricity", "CitySystem.electricity", "mw", mw, when)


def footprint_rig(zone: str = "UTC", **more: Any) -> Rig:
    rig = Rig(CityFootprint(Footprint((POWER, GAS), population=1_000_000, **more)), zone=zone)
    # In a station the systems' figures are written by a figure; here somebody else says them.
    rig.figures._derived.view[:] = False
    return rig


def test_a_day_of_steady_power_and_its_carbon() -> None:
    rig = footprint_rig(target_kg_per_head_day=0.1)
    begin = at("2026-11-26T00:00")
    for minute in range(0, 12 * 60 + 6, 5):
        power(rig, 20.0, begin + minute * MINUTE)
        rig.beat(begin + minute * MINUTE)
    assert rig.last(CITY, "power.today") == pytest.approx(240.0)
    assert rig.last(CITY, "power.month") == pytest.approx(240.0)
    assert rig.last(CITY, "power.now") == 20.0
    assert rig.last(CITY, "power.ofTarget") == pytest.approx(2.0, rel=0.01)
    assert rig.last(CITY, "power.co2eToday") == pytest.approx(120.0)
    assert rig.last(CITY, "co2e.now") == 10.0
    assert rig.last(CITY, "co2e.perHeadToday") == pytest.approx(0.12)
    assert rig.last(CITY, "co2e.ofTarget") == pytest.approx(0.12 / 0.05, rel=0.01)
    assert (CITY, "gas.today") not in rig.written, "what nobody measures is not nought"
    assert rig.qualities[CITY, "power.today"][-1] == 0


def test_at_midnight_today_begins_anew_and_the_month_goes_on() -> None:
    rig = footprint_rig(zone="Asia/Hong_Kong")
    begin = at("2026-11-26T23:30", "Asia/Hong_Kong")
    for minute in range(0, 62, 2):
        power(rig, 60.0, begin + minute * MINUTE)
        rig.beat(begin + minute * MINUTE)
    assert rig.last(CITY, "power.today") == pytest.approx(60.0 * 28 / 60, abs=2.1)
    assert rig.last(CITY, "power.month") == pytest.approx(60.0 * 58 / 60, abs=2.1)
    before = [value for when, value in rig.written[CITY, "power.today"] if when <= begin + 30 * MINUTE]
    assert max(before) == pytest.approx(30.0, abs=2.1)


def test_a_day_of_which_little_was_measured_is_suspect() -> None:
    rig = footprint_rig()
    begin = at("2026-11-26T06:00")
    for minute in range(0, 30):
        power(rig, 20.0, begin + minute * MINUTE)
        rig.beat(begin + minute * MINUTE)
    assert rig.qualities[CITY, "power.today"][-1] == 1
    assert rig.qualities[CITY, "co2e.today"][-1] == 1


def test_a_restart_loses_nothing_of_the_day() -> None:
    def lived(restart: bool) -> Any:
        rig = footprint_rig()
        begin = at("2026-11-26T06:00")
        for minute in range(0, 30):
            power(rig, 20.0 + minute, begin + minute * MINUTE)
            rig.beat(begin + minute * MINUTE)
            if restart and minute == 13:
                rig.restart(CityFootprint(Footprint((GAS, POWER), population=1_000_000)))
                rig.figures._derived.view[: len(rig.registry.cell_names)] = [
                    not name.startswith("mw") for name in rig.registry.cell_names
                ]
        return rig.written[CITY, "power.today"]

    assert lived(True) == lived(False)


def test_z_scores() -> None:
    past = np.array([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])
    mean, spread = mean_and_spread(past, past * past)
    assert (mean, spread) == (5.0, pytest.approx(2.138, abs=0.001))
    groups = past.reshape(4, 2)
    assert mean_and_spread(groups.mean(axis=1), (groups**2).mean(axis=1), 2) == pytest.approx((mean, spread))
    assert z_score(7.138, mean, spread) == pytest.approx(1.0, abs=0.001)
    assert z_score(100.0, mean, spread) == 3.0
    assert math.isnan(z_score(math.nan, mean, spread)) and math.isnan(z_score(1.0, math.nan, 1.0))
    assert z_score(10.05, 10.0, 0.0) == pytest.approx(0.5)
    assert (z_score(0.0, 0.0, 0.0), z_score(0.1, 0.0, 0.0)) == (0.0, 3.0)
    assert (score_of(0.0), score_of(-3.0), score_of(1.5)) == (50.0, 0.0, 75.0)
    assert weighted([1.0, math.nan, 4.0], [2.0, 9.0, 1.0]) == 2.0
    assert math.isnan(weighted([math.nan], [1.0]))


AXES = (
    Axis(
        "move",
        NAMES,
        (Indicator("speed", NAMES, "Meter", "speed", 1, 2.0), Indicator("wait", NAMES, "Meter", "wait", -1)),
    ),
    Axis("empty", NAMES, ()),
)
INDEX = "urn:ngsi-ld:CityIndex:city"


def index_rig(days: int, restart_at: int = -1) -> Rig:
    """Meters by the hour of the day, each minute tenth; on the last day at noon the speed falls."""
    rig = Rig(CityIndex(AXES))
    random = np.random.default_rng(1)
    for step in range(days * 144 + 76):
        now = T0 // DAY * DAY + step * 600_000
        hour = step // 6 % 24
        falls = step >= days * 144 + 73
        rig.number("urn:m", "Meter", "speed", 10.0 if falls else 50.0 + 20 * math.sin(hour) + random.normal(), now)
        rig.number("urn:m", "Meter", "wait", 5.0 + random.normal(), now)
        rig.beat(now)
        if step == restart_at:
            rig.restart(CityIndex(AXES))
    return rig


def test_an_axis_falls_when_one_of_its_indicators_is_far_off_its_own_past() -> None:
    rig = index_rig(8)
    assert rig.last(INDEX, "move.speed") == -3.0
    assert rig.last(INDEX, "move") < 25.0
    before = [value for _, value in rig.written[INDEX, "move"][-60:-4]]
    assert min(before) > 10.0 and max(before) < 90.0 and 45.0 < np.mean(before) < 55.0, (
        "the hours of the day are no news"
    )
    assert (INDEX, "empty") not in rig.written
    assert rig.qualities[INDEX, "move"][-1] == 0
    assert rig.last(INDEX, "index") == rig.last(INDEX, "move")


def test_a_city_that_is_watched_since_an_hour_has_a_suspect_index() -> None:
    rig = index_rig(0)
    assert rig.qualities[INDEX, "move"][-1] == 1
    first = rig.written[INDEX, "move"][0][0] - T0 // DAY * DAY
    assert first == 7 * 600_000, "six times ten minutes are the least"
    known = [value for when, value in rig.written[INDEX, "stepsKnown"] if when - T0 // DAY * DAY <= first]
    assert known == sorted(known) and known[-1] == 6.0 and 1.0 <= known[0] <= 2.0, "how much is known is told before"
    assert rig.last(INDEX, "daysKnown") == 0.0 and rig.qualities[INDEX, "stepsKnown"][-1] == 0


def test_the_index_tells_on_how_many_days_it_rests() -> None:
    assert index_rig(3).last(INDEX, "daysKnown") == 3.0
    assert index_rig(8).last(INDEX, "daysKnown") == 7.0, "a week is enough: more is not told"


def test_the_index_goes_on_after_a_restart() -> None:
    assert index_rig(1, restart_at=151).written == index_rig(1).written


def event(kind: AlarmEvent, state: AlarmState, when: int, name: str = "o1", respond: int = 60) -> JournalEvent:
    return JournalEvent(when, name, "rule", "urn:a", "level", kind, state, respond_s=respond)


def room_rig() -> tuple[Rig, OperationsRoom]:
    room = OperationsRoom()
    return Rig(room), room


def live(rig: Rig, until: int) -> None:
    rig.number("urn:clock", "Clock", "tick", 1.0, until)
    rig.beat(until)


def test_the_room_counts_who_waits_and_how_soon_they_were_answered() -> None:
    rig, room = room_rig()
    live(rig, T0)
    rig.figures.hear(
        [event(AlarmEvent.RAISED, AlarmState.UNACK, T0, "a"), event(AlarmEvent.RAISED, AlarmState.UNACK, T0, "b")]
    )
    live(rig, T0 + MINUTE)
    assert (rig.last(ROOM_ENTITY, "unanswered"), rig.last(ROOM_ENTITY, "newIn10Min")) == (2.0, 2.0)
    rig.figures.hear(
        [
            event(AlarmEvent.ACKNOWLEDGED, AlarmState.ACKED, T0 + 90_000, "a", 0),
            event(AlarmEvent.CLEARED, AlarmState.RTNUN, T0 + 91_000, "b", 0),
            event(AlarmEvent.ACKNOWLEDGED, AlarmState.NORM, T0 + 100_000, "b", 0),
        ]
    )
    rig.restart(room)
    live(rig, T0 + 2 * MINUTE)
    assert rig.last(ROOM_ENTITY, "unanswered") == 0.0
    assert rig.last(ROOM_ENTITY, "responseTime") == 95.0
    assert rig.last(ROOM_ENTITY, "answeredInTime") == 0.0
    live(rig, T0 + 2 * HOUR)
    assert rig.last(ROOM_ENTITY, "newIn10Min") == 0.0
    assert math.isnan(rig.last(ROOM_ENTITY, "responseTime"))


def test_what_the_city_is_made_of_is_checked() -> None:
    text = """
[system]
id = "water"
name = { en = "Water" }
[[system.figure]]
id = "flow"
type = "Zone"
attribute = "flow"
reduce = "sum"
label = { en = "Flow" }
[[kind]]
type = "Zone"
name = { en = "Zone" }
[[kind.attribute]]
name = "flow"
label = { en = "Flow" }
[footprint]
population_figure = "water.heads"
[[footprint.use]]
id = "water"
name = { en = "Water" }
figure = "water.flwo"
unit = "MTQ"
unit_label = "m³"
[[footprint.use]]
id = "water"
name = { en = "Water" }
figure = "water.flow"
unit = "MTQ"
unit_label = "m³"
[[axis]]
id = "living"
name = { en = "Living" }
[[axis.indicator]]
id = "flow"
name = { en = "Flow" }
figure = "flow"
better = "more"
[[axis.indicator]]
id = "carbon"
name = { en = "CO2e" }
type = "CityFootprint"
attribute = "co2e.then"
better = "les"
"""
    with pytest.raises(CatalogueErrors) as caught:
        parse_catalogue({"city.toml": text})
    told = str(caught.value)
    for part in (
        'city.toml:18: there is no figure "water.heads"',
        'city.toml:22: there is no figure "water.flwo"; did you mean "water.flow"?',
        'city.toml:26: the use "water" is there twice',
        '"figure" is written as "system.figure"',
        'CityFootprint has no "co2e.then"; did you mean',
        '"better" cannot be "les"; did you mean "less"?',
    ):
        assert part in told, told


def test_shipped_axes_are_the_six() -> None:
    assert datetime.fromtimestamp(T0 / 1000, UTC).second == 0
    from opscenter.settings.catalogue import load_catalogue

    axes = load_catalogue().axes
    assert [axis.id for axis in axes] == ["economy", "mobility", "environment", "people", "living", "governance"]
    assert all(len(axis.indicators) >= 2 for axis in axes)
