"""Expressions as alarm conditions: over attributes, kinds and places, on event time, with lost data kept apart."""

import math

import pytest

from opscenter.domain.quality import Quality
from tests.support.expression_rig import STALE_MS, ExpressionRig, rule

NEAR = "fill > 0.75 and max(Station.rain within 2 km) > 30 mm/h"


def near_rig(**changes: object) -> ExpressionRig:
    """A drain, a station 1.5 km from it (row 1), one 3 km from it (row 2)."""
    rig = ExpressionRig(rule(**{"expression": NEAR, **changes}), stations=2)
    rig.place((0, 0, 0), (1, 1.5, 0), (2, 0, 3.0))
    return rig


def test_rain_nearby_and_a_level_over_its_mark() -> None:
    rig = near_rig()
    rig.say((10, 0, "fill", 0.8), (11, 2, "rain", 90.0), (12, 1, "rain", 20.0))
    assert rig.happened() == []
    rig.say((20, 1, "rain", 30.5))
    assert rig.happened() == [(20, "d0", "raised")]
    rig.say((30, 1, "rain", 40.0), (35, 0, "fill", 0.7))
    assert rig.happened() == [(35, "d0", "cleared")]


def test_the_alarm_shows_what_the_first_comparison_that_held_is_about() -> None:
    rig = near_rig()
    rig.say((10, 0, "fill", 0.8), (12, 1, "rain", 31.0))
    (event,) = rig.engine.take_events()
    assert (event.value, event.limit, event.attribute) == (0.8, 0.75, "fill")
    assert event.text["en"] == "urn:d0: 80 % over 75"
    rig = ExpressionRig(rule("fill > 0.75 or Station[refStation].rain > 0.03 m/h"))
    rig.say((10, 0, "fill", 0.1), (10, 0, "refStation", "urn:s0"), (12, 1, "rain", 31.0))
    (event,) = rig.engine.take_events()
    assert (event.value, event.limit, event.attribute) == (31.0, 30.0, "")
    assert event.text["en"] == "urn:d0: 31.0 mm/h over 30"


def test_a_spike_of_one_input_between_two_beats_counts_with_what_the_others_were_then() -> None:
    rig = near_rig()
    rig.say((1, 1, "rain", 10.0), (1, 0, "fill", 0.1))
    rig.say((10, 1, "rain", 50.0), (20, 1, "rain", 5.0), (15, 0, "fill", 0.9), (30, 0, "fill", 0.1))
    assert rig.happened() == [(15, "d0", "raised"), (20, "d0", "cleared")]


def test_equal_times_count_at_once() -> None:
    rig = near_rig()
    rig.say((1, 1, "rain", 10.0), (1, 0, "fill", 0.9))
    rig.say((10, 1, "rain", 50.0), (10, 0, "fill", 0.1))
    assert rig.happened() == []


def test_delays_are_those_of_every_rule() -> None:
    rig = near_rig(on_delay_ms=100, off_delay_ms=50)
    rig.say((10, 0, "fill", 0.8), (10, 1, "rain", 31.0))
    rig.tick(109)
    assert rig.happened() == []
    rig.tick(110)
    assert rig.happened() == [(110, "d0", "raised")]
    rig.say((200, 1, "rain", 1.0))
    rig.say((240, 1, "rain", 33.0))
    rig.say((300, 0, "fill", 0.1))
    rig.tick(1_000)
    assert rig.happened() == [(350, "d0", "cleared")]


@pytest.mark.parametrize("quality", [Quality.STALE, Quality.BAD])
def test_lost_data_neither_raises_nor_clears_unless_the_rest_decides(quality: Quality) -> None:
    rig = near_rig()
    rig.say((10, 0, "fill", 0.8), (10, 1, "rain", 50.0, quality))
    assert rig.happened() == []
    rig.say((20, 1, "rain", 50.0))
    rig.say((30, 1, "rain", 0.0, quality))
    assert rig.happened() == [(20, "d0", "raised")]
    rig.say((40, 0, "fill", 0.5))  # false whatever the rain
    assert rig.happened() == [(40, "d0", "cleared")]


def test_suspect_data_raises_and_does_not_clear() -> None:
    rig = near_rig()
    rig.say((10, 0, "fill", 0.8), (10, 1, "rain", 50.0, Quality.SUSPECT))
    assert rig.happened() == [(10, "d0", "raised")]
    rig.say((20, 1, "rain", 0.0, Quality.SUSPECT))
    assert rig.happened() == []
    rig.say((30, 1, "rain", 0.0))
    assert rig.happened() == [(30, "d0", "cleared")]


def test_a_silent_station_does_not_clear_and_is_forgotten_after_a_day() -> None:
    rig = near_rig(expression="max(Station.rain within 5 km) > 30")
    rig.heard(0, 1, 2, at=0)
    rig.say((10, 1, "rain", 50.0), (10, 2, "rain", 1.0))
    assert rig.happened() == [(10, "d0", "raised")]
    rig.heard(2, at=STALE_MS)
    rig.tick(STALE_MS + 1)  # station 1 is silent
    rig.say((STALE_MS + 10, 2, "rain", 2.0))
    assert rig.happened() == []
    rig.heard(2, at=86_400_000)
    rig.say((86_400_002, 2, "rain", 3.0))
    assert rig.happened() == [(86_400_002, "d0", "cleared")]


def test_silence_stops_a_running_off_delay() -> None:
    rig = near_rig(off_delay_ms=STALE_MS * 2)
    rig.heard(0, 1, 2, at=0)
    rig.say((10, 0, "fill", 0.8), (10, 1, "rain", 50.0))
    rig.say((20, 1, "rain", 0.0))
    rig.heard(0, 2, at=STALE_MS)
    rig.tick(STALE_MS + 1)
    rig.heard(0, 1, 2, at=STALE_MS * 2)
    rig.tick(STALE_MS * 2)
    assert rig.happened() == [(10, "d0", "raised")]
    rig.tick(STALE_MS * 2 + 20)  # the delay would have ended
    assert rig.happened() == []


def test_all_must_be_heard_for_a_largest_to_be_small_and_one_is_enough_for_it_to_be_large() -> None:
    rig = ExpressionRig(rule("max(Station.rain) > 30"), rule("max(Station.rain) <= 30", id="calm"), stations=3)
    rig.say((10, 1, "rain", 5.0), (10, 2, "rain", math.nan))  # the third has never said anything: it does not count
    assert rig.happened() == []
    rig.say((20, 2, "rain", 6.0))
    assert rig.happened() == [(20, "d0", "raised")]
    rig.say((30, 2, "rain", 60.0))
    assert sorted(rig.happened()) == [(30, "d0", "cleared"), (30, "d0", "raised")]


def test_counts_of_states_nearby() -> None:
    rig = ExpressionRig(rule('count(Drain.pump = "fault" within 1 km) >= 2'), drains=3, stations=0)
    rig.place((0, 0, 0), (1, 0.9, 0), (2, 1.8, 0))
    rig.say((10, 0, "pump", "on"), (10, 1, "pump", "Fault "), (10, 2, "pump", "fault"))
    assert rig.happened() == [(10, "d1", "raised"), (10, "d2", "raised")]
    rig.say((20, 0, "pump", "fault"), (30, 2, "pump", "off"))
    assert rig.happened() == [(20, "d0", "raised"), (30, "d2", "cleared")]


def test_who_is_near_changes_when_things_move() -> None:
    rig = ExpressionRig(rule("count(Station within 1 km) >= 1"), drains=1, stations=1)
    rig.say((5, 1, "rain", 1.0))
    rig.place((0, 0, 0), (1, 5.0, 0), at=10)
    rig.tick(10)
    assert rig.happened() == []
    rig.place((1, 0.5, 0), at=20)
    rig.tick(20)
    assert rig.happened() == [(20, "d0", "raised")]
    rig.place((1, 9.0, 0), at=30)
    rig.tick(30)
    assert rig.happened() == [(30, "d0", "cleared")]
    rig.place((0, 9.5, 0), at=40)
    rig.tick(40)
    assert rig.happened() == [(40, "d0", "raised")]


def test_one_entity_by_its_id_and_one_that_is_referred_to() -> None:
    rig = ExpressionRig(
        rule('Station["urn:s1"].rain > 10 and fill > 0.5', id="fixed"),
        rule("Station[refStation].rain > 10", id="referred"),
        drains=2,
        stations=2,
    )
    rig.say((10, 0, "fill", 0.9), (10, 1, "fill", 0.1), (10, 3, "rain", 20.0))
    assert rig.happened() == [(10, "d0", "raised")]
    rig.say((20, 1, "refStation", "urn:s1"))
    assert rig.happened() == [(20, "d1", "raised")]
    rig.say((30, 3, "rain", 1.0))
    assert rig.happened() == [(30, "d0", "cleared"), (30, "d1", "cleared")]
    rig.say((35, 2, "rain", 30.0))
    rig.say((40, 1, "refStation", "urn:s0"))
    assert rig.happened() == [(40, "d1", "raised")]
    rig.say((50, 1, "refStation", "urn:nobody"))
    assert rig.happened() == []


def test_a_reference_to_one_that_appears_later() -> None:
    rig = ExpressionRig(rule("Station[refStation].rain > 10"), stations=0)
    rig.say((10, 0, "refStation", "urn:late"))
    rig.engine.add_entities(1, ["urn:late"], ["Station"])
    rig.engine.add_cells(len(rig.cell), [1], ["rain"])
    rig.cell[1, "rain"] = len(rig.cell)
    rig.say((20, 1, "rain", 20.0))
    assert rig.happened() == [(20, "d0", "raised")]


def test_those_whose_area_is_the_same() -> None:
    rig = ExpressionRig(rule("mean(Station.rain in same areaServed) > 10"), drains=2, stations=2)
    rig.say((10, 0, "areaServed", "North"), (10, 2, "areaServed", "North"), (10, 3, "areaServed", "South"))
    rig.say((20, 2, "rain", 20.0), (20, 3, "rain", 30.0))
    assert rig.happened() == [(20, "d0", "raised")]
    rig.say((30, 1, "areaServed", "South"))
    assert rig.happened() == [(30, "d1", "raised")]
    rig.say((40, 3, "areaServed", "North"), (50, 3, "rain", 0.0))
    assert rig.happened() == [(50, "d0", "cleared")]  # (20 + 0) / 2 is not over 10; nobody is left in the South


def test_a_late_input_counts_as_of_the_newest_moment_judged() -> None:
    rig = near_rig()
    rig.say((100, 0, "fill", 0.9))
    rig.say((50, 1, "rain", 60.0))
    assert rig.happened() == [(100, "d0", "raised")]


def test_a_clock_far_ahead_does_not_lock_the_others_out() -> None:
    rig = near_rig()
    rig.now = 100
    rig.engine.judge(*_arrays(rig.cell[0, "fill"], 10_000_000, 0.9), 100)
    rig.tick(100)
    rig.say((110, 1, "rain", 60.0))
    assert rig.happened() == [(110, "d0", "raised")]


def _arrays(cell: int, at: int, value: float) -> tuple[object, ...]:
    import numpy as np

    return np.array([cell]), np.array([at]), np.array([value]), np.array([0])


def test_a_faulty_expression_of_a_rule_made_in_code_watches_nothing(caplog: pytest.LogCaptureFixture) -> None:
    rig = ExpressionRig(rule("fil > 1"))
    rig.say((1, 0, "fill", 2.0))
    assert rig.happened() == []
    assert 'no attribute "fil"; did you mean "fill"?' in caplog.text


def test_division_by_what_becomes_zero_is_not_known() -> None:
    rig = ExpressionRig(rule("fill / height > 1"))
    rig.say((10, 0, "fill", 3.0), (10, 0, "height", 1.0))
    rig.say((20, 0, "height", 0.0))
    assert rig.happened() == [(10, "d0", "raised")]
    rig.say((30, 0, "height", 5.0))
    assert rig.happened() == [(30, "d0", "cleared")]


def test_what_a_beat_cannot_afford_is_judged_in_those_that_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.domain.expression_watch.MOST_READS", 7)
    rig = ExpressionRig(rule("max(Station.rain within 1 km) > 3"), drains=20, stations=3)
    rig.place(*((row, row / 1_000, 0.0) for row in range(23)))
    rig.say((10, 20, "rain", 4.0), (11, 21, "rain", 1.0), (12, 22, "rain", 1.0))
    raised = rig.happened()
    assert 1 <= len(raised) <= 3
    for beat in range(20):
        rig.tick(20 + beat)
        raised += rig.happened()
    assert sorted(entity for _, entity, _ in raised) == sorted(f"d{n}" for n in range(20))
    rig.say((100, 20, "rain", 1.0))
    for beat in range(20):
        rig.tick(120 + beat)
    assert len(rig.happened()) == 20


def test_of_too_many_moments_of_what_concerns_everybody_the_last_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.domain.expression_watch.MOST_POINTS", 10)
    rig = ExpressionRig(rule("max(Station.rain) > 3"), drains=5, stations=1)
    rig.say(*((at, 5, "rain", 4.0 if at == 3 else at / 10) for at in range(1, 9)))
    assert rig.happened() == []
    rig.say((20, 5, "rain", 4.0))
    assert len(rig.happened()) == 5
