"""The deviation rules that are shipped over key figures of systems, and such rules over what figures derive."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.domain.alarm import Priority
from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.local_week import HOURS, LocalWeek
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.usual import Usual
from opscenter.history.queries import Queries
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.city_figures import figures_of
from opscenter.station.engine import Engine
from opscenter.station.learning import Learning
from opscenter.station.learning_state import LearningState

T0 = 1_795_000_020_000
MINUTE = 60_000
WEEK = LocalWeek(ZoneInfo("UTC"))
SHIPPED = {
    "electricity.city.load.unusual": ("CitySystem.electricity", "ElectricitySubstation.totalActivePower.sum"),
    "water.city.supply.high": ("CitySystem.water", "WaterNetworkZone.flow.sum"),
    "traffic.city.speed.low": ("CitySystem.traffic", "TrafficFlowObserved.averageVehicleSpeed.mean"),
}


def always(cells: list[int], median: float, spread: float) -> Usual:
    shape = (len(cells), HOURS)
    one = np.ones(shape, np.uint8)
    tables = np.full(shape, median, np.float32), np.full(shape, spread, np.float32)
    return Usual(WEEK, np.array(sorted(cells), np.int64), *tables, one * 8, one * 0)


def test_they_look_at_figures_that_are_there_in_three_languages_with_a_source() -> None:
    catalogue = load_catalogue()
    rules = {rule.id: rule for rule in catalogue.rules() if rule.kind is RuleKind.DEVIATION}
    for rule_id, (kind, attribute) in SHIPPED.items():
        rule = rules[rule_id]
        assert (rule.entity_type, rule.attribute) == (kind, attribute)
        system = catalogue.systems[kind.removeprefix("CitySystem.")]
        assert attribute in [figure.id for figure in system.figures]
        assert set(rule.text) == {"en", "zh_Hant", "zh_Hans"}
        assert "Hampel" in rule.source


@pytest.mark.parametrize(
    ("kind", "attribute", "unusual", "rule"),
    [
        ("ElectricitySubstation", "totalActivePower", 60.0, "electricity.city.load.unusual"),
        ("WaterNetworkZone", "flow", 900.0, "water.city.supply.high"),
        ("TrafficFlowObserved", "averageVehicleSpeed", 9.0, "traffic.city.speed.low"),
        ("TrafficFlowObserved", "averageVehicleSpeed", 90.0, ""),
    ],
)
def test_a_city_far_off_its_usual_raises_one(kind: str, attribute: str, unusual: float, rule: str) -> None:
    city = City(load_catalogue())
    for minute in range(3):
        city.pass_minute(minute, kind, attribute, 40.0)
    registry = city.engine.registry
    system, figure = SHIPPED[rule or "traffic.city.speed.low"]
    own = registry.find(f"urn:ngsi-ld:CitySystem:{system.removeprefix('CitySystem.')}")
    cells = [registry.cells_of[own][figure]]
    city.engine.take_usual(always(cells, 40.0, 2.0), LearningState(), T0 + 3 * MINUTE)
    for minute in range(3, 8):
        city.pass_minute(minute, kind, attribute, 40.0)
    assert not city.raised()
    for minute in range(8, 32):
        city.pass_minute(minute, kind, attribute, unusual)
    assert city.raised() == ({rule} if rule else set())


def test_deviation_rules_over_what_figures_put_on_entities_of_others() -> None:
    base = load_catalogue()
    kind = base.kinds["WeatherObserved"]
    text = {"en": "x"}
    unusual = Rule("odd", RuleKind.DEVIATION, "WeatherObserved", "derived.beaufort", Priority.LOW, text, value=4.0)
    base.kinds["WeatherObserved"] = replace(kind, rules=(unusual,))
    city = City(base)
    for minute in range(4):
        city.pass_minute(minute, "WeatherObserved", "windSpeed", 2.0)
    registry = city.engine.registry
    cell = registry.cells_of[registry.find("urn:x:1")].get("derived.beaufort")
    assert cell is not None, "it is derived"
    value = float(city.engine.state.columns["value"][cell])
    city.engine.take_usual(always([cell], value, 0.5), LearningState(), T0 + 4 * MINUTE)
    for minute in range(4, 9):
        city.pass_minute(minute, "WeatherObserved", "windSpeed", 2.0)
    assert "odd" not in city.raised()
    for minute in range(9, 14):
        city.pass_minute(minute, "WeatherObserved", "windSpeed", 18.0)
    assert "odd" in city.raised()


def test_what_only_figures_make_is_always_learnt(tmp_path: Path) -> None:
    city = City(load_catalogue())
    for minute in range(3):
        city.pass_minute(minute, "WeatherObserved", "windSpeed", 4.0)
    queries = Queries(tmp_path / "history.sqlite")
    learning = Learning(city.engine, queries, WEEK, lambda usual, state: None, wall=lambda: T0)
    own, judged, asked = learning._wanted()
    registry = city.engine.registry
    weather = registry.find("urn:ngsi-ld:CitySystem:weather")
    assert set(registry.cells_of[weather].values()) <= set(own.tolist())
    published = registry.cells_of[registry.find("urn:x:1")]["windSpeed"]
    assert published not in {*own.tolist(), *judged.tolist(), *asked.tolist()}
    learning.ask(published)
    assert learning._wanted()[2].tolist() == [published]
    queries.close()


class City:
    """One entity that publishes each minute."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.engine = Engine(catalogue, epoch=T0, figures=figures_of(catalogue, WEEK))

    def pass_minute(self, minute: int, kind: str, attribute: str, value: float) -> None:
        for step in range(6):
            at = T0 + minute * MINUTE + step * 10_000
            batch = Batch()
            row = self.engine.registry.entity("urn:x:1", kind)
            batch.cells.append(self.engine.registry.cell(row, attribute))
            batch.times.append(at)
            batch.values.append(value)
            batch.qualities.append(0)
            batch.arrived.append(at)
            batch.touched[row] = at
            self.engine.take(batch, at)

    def raised(self) -> set[str]:
        return {alarm.rule for alarm in self.engine.active if alarm.rule in SHIPPED or alarm.rule == "odd"}
