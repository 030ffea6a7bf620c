"""The catalogue that comes with the program: complete in three languages, fit for the demo city, calm when it is."""

import re
from pathlib import Path

import numpy as np
import pytest

from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.catalogue_parsing import SYMBOLS, parse_catalogue
from opscenter.domain.page_parsing import MOST_FIGURES
from opscenter.domain.rule import Rule, RuleKind, Side
from opscenter.domain.rule_expression import check_expression
from opscenter.domain.system_page import SystemPage
from opscenter.domain.texts import LANGUAGES, Texts
from opscenter.domain.units import unit_symbol
from opscenter.settings.resources import icon_root, resource_root

FOLDER = resource_root() / "catalogue"
CATALOGUE = parse_catalogue({path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))})
RULES = CATALOGUE.rules()
KINDS = list(CATALOGUE.kinds.values())
TYPES = (
    *("WeatherObserved", "WeatherAlert", "WeatherForecast", "AirQualityObserved", "NoiseLevelObserved"),
    *("WaterObserved", "FloodMonitoring", "RoadSegment", "TrafficFlowObserved", "RoadAccident", "Vehicle", "BusLine"),
    *("FleetVehicleStatus", "RoadPricingGantry", "OffStreetParking", "OnStreetParking", "ParkingSpot", "Streetlight"),
    *("StreetlightControlCabinet", "ElectricitySubstation", "ElectricityFeeder", "ACMeasurement", "Building"),
    *("ThreePhaseAcMeasurement", "WaterNetworkZone", "Junction", "Tank", "WaterQualityObserved", "WasteContainer"),
    *("WaterConsumptionObserved", "GasStation", "BuildingOperation", "ServiceRequest", "Device", "DeviceMeasurement"),
    "Alert",
)


def page_texts(page: SystemPage | None) -> list[Texts]:
    if page is None:
        return []
    labels = [one.label for plot in page.plots for one in plot.series] + [one.label for one in page.worst]
    titles = [page.title, page.lead, *(plot.title for plot in page.plots)]
    return [text for text in (*titles, *labels) if text]


def texts_of(catalogue: Catalogue) -> list[tuple[str, Texts]]:
    found = [(f"system {one.id}", one.name) for one in catalogue.systems.values()]
    found += [(f"figure {one.id}", figure.label) for one in catalogue.systems.values() for figure in one.figures]
    found += [(f"page of {one.id}", text) for one in catalogue.systems.values() for text in page_texts(one.page)]
    for kind in catalogue.kinds.values():
        found.append((kind.type, kind.name))
        for attribute in kind.attributes.values():
            found.append((f"{kind.type}.{attribute.name}", attribute.label))
            found += [(f"{kind.type}.{attribute.name} {state}", text) for state, text in attribute.states.items()]
    for rule in catalogue.rules():
        found += [(rule.id, text) for text in (rule.text, rule.cause, rule.consequence, rule.action)]
    return found


def test_every_text_is_there_in_every_language() -> None:
    assert [where for where, text in texts_of(CATALOGUE) if set(text) != set(LANGUAGES) or not all(text.values())] == []


def test_traditional_and_simplified_are_not_mixed_up() -> None:
    """Characters that only one of the two scripts has never stand in the other."""
    only_traditional = set("區電車時間開關門風雲們過這個無與為學數據點線處應員體報資訊壓溫濕質燈標")
    only_simplified = set("区电车时间开关门风云们过这个无与为学数据点线处应员体报资讯压温湿质灯标") - set("据体")
    for where, text in texts_of(CATALOGUE):
        assert not only_traditional & set(text["zh_Hans"]), (where, text["zh_Hans"])
        assert not (only_simplified - only_traditional) & set(text["zh_Hant"]), (where, text["zh_Hant"])


def test_the_holes_of_a_text_are_the_same_in_every_language() -> None:
    for where, text in texts_of(CATALOGUE):
        holes = {language: sorted(re.findall(r"\{\w+\}", one)) for language, one in text.items()}
        assert holes["en"] == holes["zh_Hant"] == holes["zh_Hans"], where


@pytest.mark.parametrize("entity_type", TYPES)
def test_the_types_of_the_city_are_described(entity_type: str) -> None:
    kind = CATALOGUE.kinds[entity_type]
    assert kind.attributes and kind.system in CATALOGUE.systems and kind.symbol in SYMBOLS


def test_there_is_a_system_for_what_nobody_described() -> None:
    assert CATALOGUE.kind("NeverHeardOf").system in CATALOGUE.systems


def test_every_system_of_the_city_has_a_page_that_says_what_it_answers() -> None:
    for system in CATALOGUE.systems.values():
        if system.id not in ("areas", "other"):
            assert system.page is not None and system.page.lead, system.id
            assert system.page.plots and (system.page.worst or system.id == "city"), system.id


def test_systems_have_figures_an_order_and_an_icon() -> None:
    systems = CATALOGUE.systems.values()
    assert len({system.order for system in systems}) == len(systems)
    for system in systems:
        assert 1 <= len(system.figures) <= MOST_FIGURES
        assert (icon_root() / f"system-{system.icon}.svg").is_file(), system.icon


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_where_it_comes_from_what_to_do_and_by_when(rule: Rule) -> None:
    assert rule.source and rule.respond_s > 0
    assert "{name}" in rule.text["en"]
    assert len(rule.text["en"]) <= 110
    if rule.kind is RuleKind.LIMIT:
        assert rule.deadband > 0, "a limit without a deadband chatters"


def test_the_mix_of_priorities_is_not_all_urgent() -> None:
    critical = [rule.id for rule in RULES if rule.priority is Priority.CRITICAL]
    assert 0 < len(critical) <= 0.08 * len(RULES)


def engine_over(kind: Kind) -> tuple[AlarmEngine, list[str]]:
    engine = AlarmEngine(CATALOGUE)
    names = list(kind.attributes)
    engine.add_entities(0, ["urn:one"], [kind.type])
    engine.add_cells(0, [0] * len(names), names)
    return engine, names


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.type)
def test_healthy_values_raise_nothing(kind: Kind) -> None:
    engine, names = engine_over(kind)
    for end in ("low", "high"):
        for cell, name in enumerate(names):
            value = getattr(kind.attributes[name], end)
            if value is not None:
                at = 0 if end == "low" else 1_000_000
                engine.judge(np.array([cell]), np.array([at]), np.array([value]), np.array([0]), at)
        engine.tick(900_000 if end == "low" else 2_000_000)
    assert engine.take_events() == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.kind is RuleKind.GEOFENCE], ids=lambda rule: rule.id)
def test_each_geofence_can_trip(rule: Rule) -> None:
    engine, names = engine_over(CATALOGUE.kinds[rule.entity_type])
    engine.add_entities(1, ["urn:fence"], ["Geofence"])
    engine.add_cells(len(names), [1], ["category"])
    engine.shape_entity(1, {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]})
    engine.judge_areas([len(names)], [0], [rule.within[0].partition(":")[2]], 0)
    if rule.attribute:
        engine.judge_texts([names.index(rule.attribute)], [0], [rule.states[0].upper()], [0], 0)
    engine.judge_places(np.array([0]), np.array([0]), np.array([0.9]), np.array([0.5]), 0)
    engine.tick(rule.on_delay_ms)
    (alarm,) = engine.alarms.values()
    assert alarm.rule == rule.id and not any("{" in one for one in alarm.text.values())


OF_ATTRIBUTES = [rule for rule in RULES if rule.kind in (RuleKind.LIMIT, RuleKind.STATE)]


@pytest.mark.parametrize("rule", OF_ATTRIBUTES, ids=lambda rule: rule.id)
def test_each_rule_can_trip(rule: Rule) -> None:
    kind = CATALOGUE.kinds[rule.entity_type]
    engine, names = engine_over(kind)
    cell = names.index(rule.attribute)
    if rule.kind is RuleKind.LIMIT:
        beyond = rule.value + (1e-3 if rule.side is Side.HIGH else -1e-3)
        engine.judge(np.array([cell]), np.array([0]), np.array([beyond]), np.array([0]), 0)
    else:
        engine.judge_texts([cell], [0], [rule.states[0].upper()], [0], 0)
    engine.tick(rule.on_delay_ms)
    alarms = {alarm.rule: alarm for alarm in engine.alarms.values()}
    assert rule.id in alarms
    for text in (alarms[rule.id].text, alarms[rule.id].cause, alarms[rule.id].action):
        assert not any("{" in one for one in text.values())


def test_files_are_one_system_each() -> None:
    for path in FOLDER.glob("*.toml"):
        systems = Path(path).read_text(encoding="utf-8").count("[system]")
        assert systems == (0 if path.name in ("causes.toml", "air_index.toml", "road_situations.toml") else 1)


def test_the_far_end_of_a_ramp_is_the_side_of_trouble() -> None:
    """`ramp_high` is drawn brightest: where rules watch the ramp's attribute, it lies on their side."""
    ramps = {kind.type: kind for kind in KINDS if kind.ramp}
    assert ramps["RoadSegment"].ramp_high < ramps["RoadSegment"].ramp_low  # a slow road is the bright one
    for kind in ramps.values():
        for rule in kind.rules:
            if rule.attribute == kind.ramp and rule.kind is RuleKind.LIMIT:
                assert (kind.ramp_high > kind.ramp_low) == (rule.side is Side.HIGH), rule.id


def test_the_example_of_the_readme_is_a_catalogue() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    example = readme.split("```toml\n")[1].split("```")[0]
    catalogue = parse_catalogue({"fountains.toml": example})
    assert len(catalogue.kinds["Fountain"].rules) == 3
    for key in (*Kind.__dataclass_fields__, "on_delay_s", "off_delay_s", "deadband", "latching", "respond_s", "source"):
        if key not in ("attributes", "rules", "stale_after_ms"):
            assert re.search(rf"^{key} =", example, re.MULTILINE), key


def test_units_are_written_shares_in_percent_and_delays_in_minutes() -> None:
    """No UN/CEFACT code is a label; what is shown in percent is published as a share, and the other way round."""
    for kind in KINDS:
        for one in kind.attributes.values():
            assert one.unit_label == unit_symbol(one.unit_label), (kind.type, one.name)
            factor = {("C62", "%"): 100.0, ("", "%/d"): 100.0, ("SEC", "min"): 1 / 60}.get(
                (one.unit, one.unit_label), 1.0
            )
            assert one.shown_factor == factor, (kind.type, one.name)
    figures = [figure for system in CATALOGUE.systems.values() for figure in system.figures if figure.attribute]
    for figure in figures:
        shown = CATALOGUE.kinds[figure.entity_type].attributes[figure.attribute]
        if figure.reduce != "count":
            assert (figure.shown_factor, figure.unit_label) == (shown.shown_factor, shown.unit_label), figure.label


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_number_in_a_text_has_its_unit(rule: Rule) -> None:
    attribute = CATALOGUE.kinds[rule.entity_type].attributes.get(rule.attribute)
    if attribute is not None and attribute.unit_label == "%":
        for text in rule.text.values():
            assert not re.search(r"\{value\}(?! \{unit\})", text), text


def test_silence_is_told_in_whole_minutes() -> None:
    for kind in KINDS:
        if any(rule.kind is RuleKind.STALE for rule in kind.rules):
            assert kind.stale_after_ms % 60_000 == 0, kind.type


def test_a_flood_gauge_is_judged_by_its_own_marks() -> None:
    """The published example of the data model: nearly a metre of water, marks at 10 and 25, status normal."""
    engine, names = engine_over(CATALOGUE.kinds["FloodMonitoring"])
    engine.judge(np.array([names.index("currentLevel")]), np.array([0]), np.array([0.98]), np.array([0]), 0)
    status = names.index("floodLevelStatus")
    engine.judge_texts([status], [0], ["Normal"], [0], 0)
    assert not engine.alarms
    engine.judge_texts([status], [1_000], ["Danger"], [0], 1_000)
    engine.tick(60_000)
    states = {alarm.rule: alarm.state for alarm in engine.alarms.values()}
    assert states == {"flooding.road.alert": AlarmState.DSUPR, "flooding.road.danger": AlarmState.UNACK}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.ramp], ids=lambda kind: kind.type)
def test_what_is_normal_has_hardly_a_colour(kind: Kind) -> None:
    """The map's ramps begin where the healthy range ends."""
    attribute = kind.attributes[kind.ramp]
    assert attribute.low is not None and attribute.high is not None
    for healthy in (attribute.low, attribute.high):
        share = (healthy - kind.ramp_low) / (kind.ramp_high - kind.ramp_low)
        assert share < 0.3, share


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_text_names_the_place_before_a_colon(rule: Rule) -> None:
    """Where the place stands beside the text, it is then not told twice."""
    assert rule.text["en"].startswith("{name}: ")
    assert rule.text["zh_Hant"].startswith("{name}：") and rule.text["zh_Hans"].startswith("{name}：")


def test_the_examples_of_expressions_in_the_readme_can_be_read() -> None:
    """Those of the table are of kinds of this catalogue, or of none in particular."""
    readme = (FOLDER / "README.md").read_text(encoding="utf-8").split("## Expressions")[1].split("\n## ")[0]
    example = readme.split("```toml\n")[1].split("```")[0]
    (expression,) = re.findall(r'^expression = "(.*)"$', example, re.MULTILINE)
    assert check_expression(expression, "WaterObserved", CATALOGUE.kinds) == []
    told = re.findall(r"`([^`]*\b(?:[A-Z]\w+[.\[( ])[^`]*)`", readme.split("|---|---|")[1].split("\n\n")[0])
    assert len(told) >= 8
    reference = {"refDevice": Attribute("refDevice", {"en": "Device"})}
    for text in told:
        assert check_expression(text, "WaterObserved", CATALOGUE.kinds, reference) == [], text


def test_every_alarm_that_is_critical_has_a_checklist_in_every_language_and_belongs_to_a_group() -> None:
    for rule in CATALOGUE.rules():
        if rule.priority is Priority.CRITICAL:
            assert 3 <= len(rule.checklist) <= 6, rule.id
            assert all(set(step) == set(LANGUAGES) for step in rule.checklist), rule.id
            assert rule.realarm_ms, rule.id
        assert rule.group, rule.id
