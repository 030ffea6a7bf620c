"""The key figures of city systems as series of their own."""

import math

from opscenter.domain.catalogue_parsing import parse_catalogue
from opscenter.figures.system_figures import SystemFigures
from tests.support.figure_rig import T0, Rig

CATALOGUE = parse_catalogue(
    {
        "wells.toml": """
[system]
id = "wells"
name = { en = "Wells", zh_Hant = "井", zh_Hans = "井" }
[[system.figure]]
id = "level"
type = "Well"
attribute = "level"
reduce = "mean"
label = { en = "Mean level", zh_Hant = "平均水位", zh_Hans = "平均水位" }
unit_label = "m"
[[system.figure]]
type = "Well"
attribute = "level"
reduce = "max"
label = { en = "Highest level", zh_Hant = "最高水位", zh_Hans = "最高水位" }
unit_label = "m"
[[system.figure]]
type = "Well"
reduce = "count"
label = { en = "Wells", zh_Hant = "井數", zh_Hans = "井数" }
[[kind]]
type = "Well"
name = { en = "Well", zh_Hant = "井", zh_Hans = "井" }
stale_after_s = 120
[[kind.attribute]]
name = "level"
label = { en = "Level", zh_Hant = "水位", zh_Hans = "水位" }
unit = "MTR"
unit_label = "m"
"""
    }
)
WELLS = "urn:ngsi-ld:CitySystem:wells"


def rig() -> Rig:
    return Rig(SystemFigures(CATALOGUE))


def test_each_minute_every_figure_is_reduced_over_its_kind() -> None:
    one = rig()
    one.number("urn:a", "Well", "level", 1.0, T0)
    one.number("urn:b", "Well", "level", 4.0, T0 + 5_000)
    one.number("urn:b", "Well", "level", 3.0, T0 + 30_000)
    one.number("urn:a", "Well", "level", 1.0, T0 + 61_000)
    one.beat(T0 + 61_000)
    assert one.written[WELLS, "level"] == [(T0 + 60_000, 2.0)]
    assert one.written[WELLS, "Well.level.max"] == [(T0 + 60_000, 3.0)]
    assert one.written[WELLS, "Well.count"] == [(T0 + 60_000, 2.0)]
    assert (one.units[WELLS, "level"], one.units[WELLS, "Well.count"]) == ("MTR", "C62")


def test_bad_and_old_values_do_not_count() -> None:
    one = rig()
    one.number("urn:a", "Well", "level", 1.0, T0)
    one.number("urn:bad", "Well", "level", 99.0, T0 + 1_000, quality=3)
    one.beat(T0 + 2_000)
    for minute in range(1, 6):
        one.number("urn:b", "Well", "level", 3.0, T0 + minute * 60_000)
        one.beat(T0 + minute * 60_000)
    assert [value for _, value in one.written[WELLS, "level"]] == [1.0, 2.0, 3.0, 3.0, 3.0]


def test_nothing_known_is_said_once() -> None:
    one = rig()
    one.number("urn:a", "Well", "level", 1.0, T0)
    one.beat(T0 + 2_000)
    for minute in range(1, 6):
        one.number("urn:a", "Well", "level", math.nan, T0 + minute * 60_000)
        one.beat(T0 + minute * 60_000)
    values = [value for _, value in one.written[WELLS, "level"]]
    assert values[0] == 1.0 and math.isnan(values[1]) and len(values) == 2


def test_the_kind_of_the_system_names_its_figures() -> None:
    kind = CATALOGUE.kinds["CitySystem.wells"]
    assert kind.attributes["level"].label["en"] == "Mean level"
    assert kind.attributes["Well.level.max"].unit == "MTR"
