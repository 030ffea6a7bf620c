"""Worst places over columns, and how a value stands to its usual. No Qt."""

import math

import numpy as np
import pytest

from opscenter.console.pages.ranking import StateCodes, ranked_by_number, ranked_by_state
from opscenter.console.pages.standing import Standing, Usual, off_since, standing
from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import Attribute
from opscenter.domain.quality import Quality
from opscenter.domain.system_page import WorstList
from tests.support.fake_city import beat, make_session

HIGH = WorstList("WasteContainer", "fillingLevel", "high", count=3)


def mirror_with(values: list[float], qualities: dict[int, int] | None = None) -> tuple[Mirror, np.ndarray]:
    session = make_session(len(values) * 8, 0)
    cells = session.mirror.cells_named("WasteContainer", "fillingLevel")[: len(values)]
    chosen = dict(zip(cells.tolist(), values, strict=True))
    beat(session, values=chosen, qualities={int(cells[at]): each for at, each in (qualities or {}).items()})
    return session.mirror, cells


def order(mirror: Mirror, cells: np.ndarray, worst: WorstList, attribute: Attribute | None = None) -> list[int]:
    found = ranked_by_number(mirror, cells, worst, attribute)
    return [cells.tolist().index(cell) for cell in found.cells.tolist()]


def test_the_highest_come_first_and_the_lowest_where_they_are_the_worst() -> None:
    mirror, cells = mirror_with([0.2, 0.9, 0.4, 0.7, 0.1])
    assert order(mirror, cells, HIGH) == [1, 3, 2]
    assert order(mirror, cells, WorstList("", "", "low", count=2)) == [4, 0]


def test_equal_ones_keep_their_order_also_at_the_end_of_the_list() -> None:
    mirror, cells = mirror_with([0.5, 0.5, 0.9, 0.5, 0.5])
    assert order(mirror, cells, HIGH) == [2, 0, 1]


def test_what_is_not_known_or_old_or_bad_is_not_ranked() -> None:
    mirror, cells = mirror_with([0.9, math.nan, 0.8, 0.7, 0.6], {0: Quality.STALE, 2: Quality.BAD, 3: Quality.SUSPECT})
    found = ranked_by_number(mirror, cells, HIGH, None)
    assert [cells.tolist().index(cell) for cell in found.cells.tolist()] == [3, 4]
    assert found.known == 2


def test_only_those_beyond_a_mark_are_listed_and_the_rest_counted() -> None:
    mirror, cells = mirror_with([0.2, 0.9, 0.4, 0.7, 0.1])
    found = ranked_by_number(mirror, cells, WorstList("", "", "high", beyond=0.5), None)
    assert (found.listed, found.known, len(found.cells)) == (2, 5, 2)


def test_off_is_how_far_outside_the_healthy_range() -> None:
    mirror, cells = mirror_with([0.5, 0.98, 0.05, 0.3, 0.85])
    healthy = Attribute("x", {"en": "x"}, low=0.2, high=0.8)
    assert order(mirror, cells, WorstList("", "", "off", count=9), healthy) == [1, 2, 4]


def test_shares_grow_from_zero_for_what_is_never_below_it() -> None:
    mirror, cells = mirror_with([0.5, 1.0])
    assert ranked_by_number(mirror, cells, HIGH, None).share.tolist() == [1.0, 0.5]


def test_an_area_leaves_out_the_others() -> None:
    mirror, cells = mirror_with([0.2, 0.9, 0.4])
    inside = np.ones(len(mirror.ids), np.bool_)
    inside[int(mirror.cell_row[cells[1]])] = False
    found = ranked_by_number(mirror, cells, HIGH, None, inside)
    assert cells[1] not in found.cells and found.known == 2


def test_states_are_in_the_order_of_the_list_the_newest_first_and_follow_changes() -> None:
    session = make_session(40, 0)
    mirror = session.mirror
    cells = mirror.cells_named("WasteContainer", "fillingLevel")
    first, second, third = cells[:3].tolist()
    beat(session, values={first: math.nan}, texts={first: "lidOpen", second: "ok"})
    beat(session, values={third: math.nan}, texts={third: "lidopen"})
    codes = StateCodes(("burning", "lidopen"))
    codes.read(mirror, cells)
    worst = WorstList("WasteContainer", "status", states=codes.states)
    assert ranked_by_state(mirror, codes, worst).cells.tolist() == [third, first]
    changes = beat(session, values={second: math.nan}, texts={second: "burning"})
    codes.follow(mirror, changes.cells)
    assert ranked_by_state(mirror, codes, worst).cells.tolist() == [second, third, first]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (10.0, Standing.USUAL), (13.9, Standing.USUAL), (14.5, Standing.ABOVE), (16.5, Standing.FAR_ABOVE),
        (5.5, Standing.BELOW), (3.0, Standing.FAR_BELOW), (math.nan, Standing.UNKNOWN),
    ],
)  # fmt: skip
def test_a_value_stands_to_its_usual_by_spreads(value: float, expected: Standing) -> None:
    assert standing(value, Usual(10.0, 2.0)) is expected


def test_without_a_usual_nothing_is_said() -> None:
    assert standing(5.0, Usual()) is Standing.UNKNOWN
    assert standing(5.0, Usual(5.0, 0.0)) is Standing.UNKNOWN


def test_since_when_it_is_off_is_the_beginning_of_the_last_run_on_that_side() -> None:
    time = np.arange(8) * 60_000
    low, high = np.full(8, 0.0), np.full(8, 10.0)
    value = np.array([20.0, 5.0, -5.0, 12.0, np.nan, 12.0, 13.0, 14.0])
    assert off_since(time, value, low, high) == 3 * 60_000
    assert off_since(time, np.full(8, 5.0), low, high) == 0
    assert off_since(time, np.full(8, np.nan), low, high) == 0
    assert off_since(time, np.full(8, 20.0), low, high) == 0 * 60_000
