"""Of a country's feed the part of a city: what touches its bounds, and what is said of it later without a place."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.positions import Bounds
from opscenter.feeds.record import Record
from opscenter.feeds.within import Within
from tests.support.feeding import config

AMSTERDAM = Bounds(4.7, 52.2, 5.1, 52.5)
LARGE = [[[3.0, 51.0], [7.0, 51.0], [7.0, 53.5], [3.0, 53.5], [3.0, 51.0]]]


def record(name: str, location: Any = None, **more: Any) -> Record:
    entity = {"id": name, "type": "T", **({} if location is None else {"location": location}), **more}
    return Record(f"d/T/{name}", msgspec.json.encode(entity), None)


@pytest.mark.parametrize(
    ("location", "kept"),
    [
        ({"type": "Point", "coordinates": [4.9, 52.4]}, True),
        ({"type": "GeoProperty", "value": {"type": "Point", "coordinates": [4.9, 51.4]}}, False),
        ({"type": "LineString", "coordinates": [[4.0, 52.0], [6.0, 53.0]]}, True),  # across, no corner within
        ({"type": "LineString", "coordinates": [[4.0, 51.0], [6.0, 51.0]]}, False),
        ({"type": "Polygon", "coordinates": LARGE}, True),  # the warning of a province that holds the city
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0]]]}, True),  # no outline: for whoever judges it
        ({"type": "Point", "coordinates": ["x", None]}, True),
        ("somewhere", True),
        (None, True),
    ],
)
def test_what_touches_the_bounds_or_has_no_place_is_kept(location: Any, kept: bool) -> None:
    assert Within(AMSTERDAM).keeps(record("a", location)) is kept


def test_what_is_said_later_without_a_place_goes_the_way_of_the_first() -> None:
    within = Within(AMSTERDAM)
    there, away = {"type": "Point", "coordinates": [4.9, 52.4]}, {"type": "Point", "coordinates": [6.0, 51.0]}
    assert [within.keeps(one) for one in (record("a", away), record("a", status="ended"), record("b", there))] == [
        False, False, True,
    ]  # fmt: skip
    assert within.keeps(record("b", status="ended")) and within.keeps(record("a", there))
    assert within.keeps(record("a", status="ended"))
    assert within.keeps(Record("d/T/c", b"not json", None))


def test_bounds_across_the_antimeridian() -> None:
    fiji = Within(Bounds(176.0, -20.0, -178.0, -15.0))
    assert fiji.keeps(record("a", {"type": "Point", "coordinates": [-179.0, -17.0]}))
    assert fiji.keeps(record("b", {"type": "LineString", "coordinates": [[175.0, -17.0], [177.0, -17.0]]}))
    assert not fiji.keeps(record("c", {"type": "LineString", "coordinates": [[0.0, -17.0], [1.0, -17.0]]}))


def test_any_feed_may_say_it_and_mistakes_are_told(tmp_path: Path) -> None:
    text = '[feeds.a]\nkind = "entities"\npath = "in"\nonly_within = "{}"\n'
    (one,) = config(tmp_path, text.format("4.7 52.2 5.1 52.5"))
    assert one.judging.within == AMSTERDAM
    with pytest.raises(FileMistakes, match='"only_within" is four numbers'):
        config(tmp_path, text.format("Amsterdam"))
