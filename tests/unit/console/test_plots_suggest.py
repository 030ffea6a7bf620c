"""What the trends show while nobody has chosen: the worst that stands now, then what is nearest to a limit."""

import math

import numpy as np

from opscenter.console.plots.suggest import suggestions, urgency
from opscenter.console.session import Session
from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.catalogue import Catalogue, KeyFigure, Kind, System
from opscenter.domain.rule import Rule, RuleKind, Side
from opscenter.wire.alarm_facts import fact_from_alarm
from tests.support.fake_city import make_alarm, make_session, snapshot


def _catalogue() -> Catalogue:
    def rule(name: str, attribute: str, priority: Priority, value: float, side: Side = Side.HIGH) -> Rule:
        return Rule(name, RuleKind.LIMIT, "WeatherObserved", attribute, priority, {"en": name}, side, value)

    figures = tuple(KeyFigure("WeatherObserved", name, "mean", {"en": name}) for name in ("temperature", "rain"))
    rules = (
        rule("hot", "temperature", Priority.HIGH, 40.0),
        rule("rain", "rain", Priority.CRITICAL, 70.0),
    )
    return Catalogue(
        systems={"weather": System("weather", 1, {"en": "Weather"}, "weather", figures)},
        kinds={"WeatherObserved": Kind("WeatherObserved", "weather", {"en": "Station"}, rules=rules)},
    )


VALUES = {
    "dry": {"temperature": 39.0, "rain": 1.0},
    "wet": {"temperature": 20.0, "rain": 55.0},
    "dead": {"temperature": math.nan, "rain": math.nan},
}


def _city(*alarms: Alarm) -> Mirror:
    cells = [(row, name, value) for row, of in enumerate(VALUES.values()) for name, value in of.items()]
    header, columns = snapshot(entities=0, alarms=0)
    header.update(
        ids=list(VALUES),
        types=["WeatherObserved"] * len(VALUES),
        names=[""] * len(VALUES),
        cell_names=[name for _, name, _ in cells],
        cell_units=[""] * len(cells),
        alarms=[fact_from_alarm(alarm) for alarm in alarms],
    )
    nowhere, never = np.full(len(VALUES), np.nan), np.zeros(len(cells), np.int64)
    columns.update(lon=nowhere, lat=nowhere, row_seen=np.zeros(len(VALUES), np.int64))
    columns.update(cell_row=np.array([row for row, _, _ in cells]), cell_value=np.array([cell[2] for cell in cells]))
    columns.update(cell_quality=np.zeros(len(cells), np.uint8), cell_measured=never, cell_received=never)
    mirror = Mirror()
    mirror.apply_snapshot(header, columns)
    return mirror


def test_a_calm_city_offers_what_is_nearest_to_its_worst_limit() -> None:
    assert suggestions(_city(), _catalogue(), limit=1) == [("wet", "rain")]


def test_what_stands_in_alarm_goes_first_and_what_has_returned_does_not() -> None:
    hot = make_alarm(1, "dry", Priority.HIGH, attribute="temperature", state=AlarmState.UNACK)
    gone = make_alarm(2, "wet", Priority.CRITICAL, attribute="temperature", state=AlarmState.RTNUN)
    low = make_alarm(3, "dry", Priority.LOW, attribute="rain", state=AlarmState.UNACK)
    city = _city(hot, gone, low)
    assert suggestions(city, _catalogue()) == [("dry", "temperature"), ("wet", "rain")]
    assert urgency(city, [("wet", "rain"), ("dry", "temperature")]) == [int(Priority.HIGH), 9]


def test_nothing_known_offers_nothing(qapp: object) -> None:
    session: Session = make_session(entities=0, alarms=0)
    assert suggestions(session.mirror, session.catalogue) == []


def test_how_many_live_in_a_district_is_no_curve_worth_a_look() -> None:
    figure = KeyFigure("AdministrativeArea", "population", "sum", {"en": "Population"})
    kind = Kind("AdministrativeArea", "areas", {"en": "District"}, geometry="area", headline="population")
    catalogue = Catalogue({"areas": System("areas", 1, {"en": "Areas"}, "map", (figure,))}, {kind.type: kind})
    header, columns = snapshot(entities=0, alarms=0)
    header.update(ids=["d"], types=[kind.type], names=[""], cell_names=["population"], cell_units=[""], alarms=[])
    columns.update(lon=np.array([np.nan]), lat=np.array([np.nan]), row_seen=np.zeros(1, np.int64))
    columns.update(cell_row=np.zeros(1, np.int64), cell_value=np.array([96_000.0]))
    columns.update(cell_quality=np.zeros(1, np.uint8))
    columns.update(cell_measured=np.zeros(1, np.int64), cell_received=np.zeros(1, np.int64))
    mirror = Mirror()
    mirror.apply_snapshot(header, columns)
    assert suggestions(mirror, catalogue) == []
