"""What the trends show while nobody has chosen: the worst that stands now, then what is nearest to a limit."""

import math

import numpy as np
import pytest

from opscenter.console.plots.suggest import suggestions, urgency
from opscenter.console.session import Session
from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Catalogue, KeyFigure, Kind, Rule, RuleKind, Side, System
from tests.support.fake_city import make_alarm, make_session


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


class _City:
    """The parts of a mirror that suggestions read."""

    def __init__(self, values: dict[str, dict[str, float]]) -> None:
        self.ids = list(values)
        self.types = ["WeatherObserved"] * len(values)
        self.row_of = {entity: row for row, entity in enumerate(self.ids)}
        pairs = [(row, name) for row, entity in enumerate(self.ids) for name in values[entity]]
        self._cells = {pair: at for at, pair in enumerate(pairs)}
        self.value = np.array([values[self.ids[row]][name] for row, name in pairs])
        self.alarms: dict[str, object] = {}

    def cell(self, row: int, name: str) -> int:
        return self._cells.get((row, name), -1)

    def cells_of(self, row: int) -> dict[str, int]:
        return {name: cell for (owner, name), cell in self._cells.items() if owner == row}

    def alarms_of(self, entity: str) -> list[object]:
        return [alarm for alarm in self.alarms.values() if alarm.entity == entity]  # type: ignore[attr-defined]


@pytest.fixture
def city() -> Mirror:
    made = _City(
        {
            "dry": {"temperature": 39.0, "rain": 1.0},
            "wet": {"temperature": 20.0, "rain": 55.0},
            "dead": {"temperature": math.nan, "rain": math.nan},
        }
    )
    return made  # type: ignore[return-value]


def test_a_calm_city_offers_what_is_nearest_to_its_worst_limit(city: Mirror) -> None:
    assert suggestions(city, _catalogue(), limit=1) == [("wet", "rain")]


def test_what_stands_in_alarm_goes_first_and_what_has_returned_does_not(city: Mirror) -> None:
    hot = make_alarm(1, "dry", Priority.HIGH, attribute="temperature", state=AlarmState.UNACK)
    gone = make_alarm(2, "wet", Priority.CRITICAL, attribute="temperature", state=AlarmState.RTNUN)
    low = make_alarm(3, "dry", Priority.LOW, attribute="rain", state=AlarmState.UNACK)
    city.alarms.update({alarm.occurrence: alarm for alarm in (hot, gone, low)})
    assert suggestions(city, _catalogue()) == [("dry", "temperature"), ("wet", "rain")]
    assert urgency(city, [("wet", "rain"), ("dry", "temperature")]) == [int(Priority.HIGH), 9]


def test_nothing_known_offers_nothing(qapp: object) -> None:
    session: Session = make_session(entities=0, alarms=0)
    assert suggestions(session.mirror, session.catalogue) == []
