"""Rules that depend on places: going in and out, being in, applying only inside; areas that change while it runs."""

import math

import numpy as np
import pytest

from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.quality import Quality
from opscenter.domain.rule import Rule, RuleKind, When
from tests.support.fence_rig import NO_SHAPE, FenceRig, box, fence, hot


def test_inside_raises_and_outside_clears_at_the_time_of_the_place() -> None:
    rig = FenceRig(fence())
    rig.go((10, -1.0), (20, 0.5), (30, 0.6), (40, 2.0))
    assert rig.happened() == [(20, "raised"), (40, "cleared")]


def test_the_alarm_names_the_area_in_each_language() -> None:
    rig = FenceRig(fence())
    rig.go((20, 0.5))
    (event,) = rig.events()
    assert event.text == {
        "en": "Lorry 0: in School zone",
        "zh_Hant": "繁Lorry 0: in 學校區",
        "zh_Hans": "简Lorry 0: in 學校區",
    }
    rig.go((30, 3.0), (40, 5.5))
    assert [one.text["en"] for one in rig.events() if one.text] == ["Lorry 0: in Port"]


def test_from_one_area_straight_into_another_is_one_stay() -> None:
    rig = FenceRig(fence())
    rig.go((20, 0.5), (30, 5.5), (40, 7.0))
    assert rig.happened() == [(20, "raised"), (40, "cleared")]


def test_on_delay_is_a_stay_and_off_delay_bridges_a_gap() -> None:
    rig = FenceRig(fence(on_delay_ms=1_000, off_delay_ms=500))
    rig.go((0, 0.5), (900, 2.0), (1_000, 0.5))
    rig.engine.tick(1_999)
    assert rig.happened() == []
    rig.engine.tick(2_000)
    assert rig.happened() == [(2_000, "raised")]
    rig.go((3_000, 2.0), (3_400, 0.5), (4_000, 2.0), (9_000, 2.0))
    rig.engine.tick(9_000)
    assert rig.happened() == [(4_500, "cleared")]


def test_outside_is_out_of_all_and_never_without_an_area() -> None:
    rig = FenceRig(fence(when=When.OUTSIDE), drawn=False)
    rig.go((10, 3.0))
    assert rig.happened() == []  # nobody knows yet where it belongs
    rig.draw(2, rig.SCHOOL, now=20)
    rig.draw(3, rig.PORT, now=21)
    assert rig.happened() == [(20, "raised")]
    rig.go((30, 5.5), (40, 0.5), (50, 3.0))
    assert rig.happened() == [(30, "cleared"), (50, "raised")]


def test_entering_must_be_seen() -> None:
    rig = FenceRig(fence(when=When.ENTERS))
    rig.go((10, 0.5))
    assert rig.happened() == []  # it was there when it was first seen
    rig.go((20, 3.0), (30, 5.5), (40, 5.6), (50, 3.0))
    assert rig.happened() == [(30, "raised"), (50, "cleared")]


def test_leaving_must_be_seen_and_names_what_was_left() -> None:
    rig = FenceRig(fence(when=When.LEAVES))
    rig.go((10, 3.0))
    assert rig.happened() == []
    rig.go((20, 5.5), (30, 3.0))
    (event,) = rig.events()
    assert (event.at, event.text["en"]) == (30, "Lorry 0: in Port")
    rig.go((40, 0.5))
    assert rig.happened() == [(40, "cleared")]


def test_late_places_move_nothing_and_a_clock_ahead_does_not_lock() -> None:
    rig = FenceRig(fence())
    rig.go((100, 3.0))
    rig.go((50, 0.5), now=110)
    assert rig.happened() == []
    rig.go((10_000_000, 0.5), now=120)
    assert rig.happened() == [(120, "raised")]
    rig.go((130, 3.0))
    assert rig.happened() == [(130, "cleared")]


@pytest.mark.parametrize("place", [(0.0, 0.0), (math.nan, 1.0), (math.inf, 1.0)])
def test_a_place_that_is_none_neither_clears_nor_raises(place: tuple[float, float]) -> None:
    rig = FenceRig(fence(off_delay_ms=100), fence(id="out", when=When.OUTSIDE, within=("urn:port",)))
    rig.go((10, 5.5))
    assert rig.happened() == [(10, "raised")]
    rig.go((20, 3.0))  # an off-delay and an alarm "out" begin
    assert rig.happened() == [(20, "raised")]
    rig.go((50, place[0]), lat=place[1])
    rig.engine.tick(1_000)
    assert rig.happened() == []  # the off-delay was stopped by a lost place
    rig.go((2_000, 3.1))
    rig.engine.tick(3_000)
    assert rig.happened() == []


def test_only_vehicles_of_a_sort() -> None:
    rig = FenceRig(fence(attribute="vehicleType", states=("lorry", "crane")))
    rig.go((10, 0.5))
    assert rig.happened() == []  # nobody has said what it is
    rig.type(20, "Lorry")
    assert rig.happened() == [(20, "raised")]
    rig.type(30, "car")
    assert rig.happened() == [(30, "cleared")]
    rig.go((40, 3.0), (50, 0.5))
    assert rig.happened() == []


def test_areas_are_chosen_by_type_category_or_id() -> None:
    rig = FenceRig(
        fence(id="c", within=("category:school",)),
        fence(id="i", within=("urn:port",)),
        drawn=False,
    )
    rig.draw(2, rig.SCHOOL)
    rig.draw(3, rig.PORT)
    rig.sort(2, "School", 1)
    rig.sort(3, "security", 1)
    rig.go((10, 0.5), (20, 5.5), (30, 3.0))
    assert [(event.rule, event.at, event.event) for event in rig.events()] == [
        ("c", 10, "raised"), ("c", 20, "cleared"), ("i", 20, "raised"), ("i", 30, "cleared")
    ]  # fmt: skip
    rig.sort(3, "school", 40)
    rig.go((50, 5.5))
    assert sorted(event.rule for event in rig.events()) == ["c", "i"]


# -- areas that change ---------------------------------------------------------------------------------------


def test_an_area_drawn_over_something_raises_but_nobody_entered() -> None:
    rig = FenceRig(fence(), fence(id="e", when=When.ENTERS), drawn=False)
    rig.go((10, 0.5))
    rig.draw(2, rig.SCHOOL, now=25)
    rig.go((30, 0.5))
    assert [(event.rule, event.at) for event in rig.events()] == [("lorry.school", 25)]


@pytest.mark.parametrize("shape", [NO_SHAPE, box(8, 0, 9, 1)])
def test_an_area_that_goes_away_clears_nothing_before_the_next_place(shape: dict) -> None:
    rig = FenceRig(fence())
    rig.go((10, 0.5))
    rig.happened()
    rig.draw(2, shape, now=20)
    rig.draw(3, box(5, 0, 6, 2), now=21)  # another change of the same group
    rig.engine.tick(1_000_000)
    assert rig.happened() == []
    rig.go((30, 0.5))
    assert rig.happened() == [(30, "cleared")]


def test_an_area_that_comes_back_before_the_next_place_has_never_been_away() -> None:
    rig = FenceRig(fence(), fence(id="e", when=When.ENTERS))
    rig.go((5, 3.0), (10, 0.5))
    assert rig.happened() == [(10, "raised"), (10, "raised")]
    rig.draw(2, NO_SHAPE, now=20)
    rig.draw(2, rig.SCHOOL, now=21)
    rig.go((30, 0.5))
    assert rig.happened() == []


def test_a_broken_outline_leaves_the_one_before_in_force(caplog: pytest.LogCaptureFixture) -> None:
    rig = FenceRig(fence())
    rig.draw(2, {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]})
    assert "the outline of urn:school cannot be used" in caplog.text
    rig.go((10, 0.5))
    assert rig.happened() == [(10, "raised")]


# -- rules that apply inside only ------------------------------------------------------------------------------


def test_a_limit_applies_only_inside() -> None:
    rig = FenceRig(hot())
    rig.go((10, 3.0))
    rig.heat((10, 80.0))
    assert rig.happened() == []
    rig.go((20, 0.5))
    rig.heat((20, 81.0))
    assert rig.happened() == [(20, "raised")]
    rig.heat((30, 40.0))
    assert rig.happened() == [(30, "cleared")]


def test_coming_in_hot_raises_without_another_reading_and_going_out_clears() -> None:
    rig = FenceRig(hot())
    rig.go((10, 3.0))
    rig.heat((10, 80.0))
    rig.go((20, 0.5))
    assert rig.happened() == [(20, "raised")]
    (alarm,) = rig.engine.alarms.values()
    assert alarm.value == 80.0 and alarm.text["en"] == "Lorry 0: 80.0 in School zone"
    rig.go((30, 3.0))
    assert rig.happened() == [(30, "cleared")]


def test_while_nobody_knows_where_it_is_nothing_is_raised_and_nothing_clears_but_by_its_value() -> None:
    rig = FenceRig(hot())
    rig.heat((10, 80.0))
    assert rig.happened() == []
    rig.go((20, 0.5))
    assert rig.happened() == [(20, "raised")]
    rig.go((30, 0.0), lat=0.0)
    rig.heat((30, 80.0))
    assert rig.happened() == []


def test_an_area_taken_away_lets_the_next_good_reading_clear() -> None:
    rig = FenceRig(hot())
    rig.go((10, 0.5))
    rig.heat((10, 80.0))
    assert rig.happened() == [(10, "raised")]
    rig.draw(2, NO_SHAPE, now=20)
    rig.heat((30, 80.0), quality=Quality.SUSPECT)
    assert rig.happened() == []
    rig.heat((40, 80.0))
    assert rig.happened() == [(40, "cleared")]


def test_states_apply_only_inside_too() -> None:
    rule = hot(kind=RuleKind.STATE, attribute="vehicleType", states=("fault",))
    rig = FenceRig(rule)
    rig.type(5, "fault")
    assert rig.happened() == []
    rig.go((10, 0.5))
    assert rig.happened() == [(10, "raised")]
    rig.go((20, 3.0))
    assert rig.happened() == [(20, "cleared")]
    rig.type(30, "fault")
    assert rig.happened() == []


@pytest.mark.parametrize("cut", range(7))
def test_where_the_record_is_cut_into_beats_makes_no_difference(cut: int) -> None:
    """A lorry crosses twice and gets hot between: the same journal in one beat and in two, wherever divided."""
    places = [(10, 3.0), (20, 0.5), (30, 0.5), (40, 3.0), (50, 5.5), (60, 3.0)]
    heats = [(10, 80.0), (20, 40.0), (30, 80.0), (40, 80.0), (50, 80.0), (60, 80.0)]

    def run(*parts: slice) -> list[tuple[str, int, str]]:
        rig = FenceRig(hot(), fence(), fence(id="l", when=When.LEAVES))
        found = []
        for part in parts:
            if places[part]:
                rig.go(*places[part])
                rig.heat(*heats[part])
            rig.engine.tick(0)
            found += [(event.rule, event.at, event.event) for event in rig.events()]
        return sorted(found)

    assert run(slice(0, cut), slice(cut, None)) == run(slice(0, None)) == sorted([
        ("lorry.hot", 30, "raised"), ("lorry.hot", 40, "cleared"),
        ("lorry.hot", 50, "raised"), ("lorry.hot", 60, "cleared"),
        ("lorry.school", 20, "raised"), ("lorry.school", 40, "cleared"),
        ("lorry.school", 50, "raised"), ("lorry.school", 60, "cleared"),
        ("l", 40, "raised"), ("l", 50, "cleared"), ("l", 60, "raised"),
    ])  # fmt: skip


def test_a_fleet_at_once_is_judged_like_one_by_one() -> None:
    rng = np.random.default_rng(3)
    together, apart = FenceRig(fence()), FenceRig(fence())
    rows, times = rng.integers(0, 2, 200), np.arange(200)
    lon = rng.uniform(-1, 7, 200)
    together.engine.judge_places(rows, times, lon, np.full(200, 0.5), 1_000)
    for row, time, one in zip(rows.tolist(), times.tolist(), lon.tolist(), strict=True):
        apart.go((time, one), lorry=row, now=1_000)
    assert together.happened() == apart.happened() != []


# -- going on after a restart ----------------------------------------------------------------------------------


@pytest.mark.parametrize("when", [When.INSIDE, When.ENTERS])
def test_a_standing_alarm_is_taken_up(when: When) -> None:
    before = FenceRig(fence(when=when))
    before.go((10, 3.0), (20, 0.5))
    events = before.engine.take_events()
    after = FenceRig(fence(when=when), drawn=False)
    after.engine = AlarmEngine(after.catalogue)
    after.bind()
    after.engine.restore(events)
    after.draw(2, after.SCHOOL, now=100)
    after.go((20, 0.5), now=100)  # what the state remembers
    assert after.happened() == []
    after.go((110, 0.6))
    assert after.happened() == []
    after.go((120, 3.0))
    assert after.happened() == [(120, "cleared")]


def _again(before: FenceRig, *rules: Rule) -> FenceRig:
    """The same city after a restart: its alarms are known, its fences drawn, nothing has been told yet."""
    after = FenceRig(*rules, drawn=False)
    after.engine.restore(before.engine.take_events())
    after.draw(2, after.SCHOOL, now=100)
    return after


def test_an_alarm_that_a_text_raised_does_not_hide_where_its_vehicle_is() -> None:
    """What raised it is newer than the place that the state remembers: leaving is seen all the same."""
    rules = fence(attribute="vehicleType", states=("lorry",)), fence(id="l", when=When.LEAVES)
    before = FenceRig(*rules)
    before.go((10, 3.0), (20, 0.5))
    before.type(30, "lorry")
    after = _again(before, *rules)
    after.go((20, 0.5), now=100)
    after.type(30, "lorry")
    assert after.happened() == []
    after.go((110, 3.0))
    assert sorted((event.rule, event.at, event.event) for event in after.events()) == [
        ("l", 110, "raised"),
        ("lorry.school", 110, "cleared"),
    ]


def test_an_older_state_than_its_alarm_neither_clears_nor_raises_again() -> None:
    """As after a disk that lost some beats: the journal knows more than the state."""
    before = FenceRig(fence())
    before.go((10, 3.0), (20, 0.5))
    after = _again(before, fence())
    after.go((10, 3.0), now=100)
    assert after.happened() == []
    after.go((15, 3.1), now=101)
    assert after.happened() == []
    after.go((110, 3.0))
    assert after.happened() == [(110, "cleared")]


def test_a_late_text_changes_neither_a_sort_of_vehicle_nor_of_area() -> None:
    rig = FenceRig(fence(attribute="vehicleType", states=("lorry",)), fence(id="school", within=("category:school",)))
    rig.sort(2, "school", 5)
    rig.type(10, "lorry")
    rig.go((20, 0.5))
    assert rig.happened() == [(20, "raised"), (20, "raised")]
    rig.type(9, "van")
    rig.sort(2, "depot", 4)
    rig.go((30, 0.6))
    assert rig.happened() == []
    rig.type(40, "van")
    rig.sort(2, "depot", 40)
    rig.go((50, 0.7))
    assert rig.happened() == [(40, "cleared"), (50, "cleared")]
