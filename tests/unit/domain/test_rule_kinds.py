"""Rate, flat line, count and deviation as alarms: what raises and clears them, what they show, how a restart treats
them."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.alarm_texts import span_text
from opscenter.domain.quality import Quality
from opscenter.domain.rule import Rule, RuleKind, Side
from tests.support.alarm_rig import Rig, catalogue, limit_rule, state_rule, words

MINUTE = 60_000
RAISED, CLEARED = "raised", "cleared"


def rate_rule(**changes: object) -> Rule:
    """Rising by more than 0.6 m in 10 minutes."""
    made = {"id": "rises", "kind": RuleKind.RATE, "value": 0.001, "deadband": 0.0005, "span_ms": 10 * MINUTE}
    return limit_rule(**{**made, **changes})


def flat_rule(**changes: object) -> Rule:
    made = {"id": "flat", "kind": RuleKind.FLAT, "value": 0.01, "deadband": 0.0, "span_ms": 10 * MINUTE}
    return limit_rule(**{**made, **changes})


def count_rule(**changes: object) -> Rule:
    made = {"id": "often", "kind": RuleKind.COUNT, "times": 3, "span_ms": 10 * MINUTE}
    return limit_rule(**{**made, **changes})


def deviation_rule(**changes: object) -> Rule:
    made = {"id": "unusual", "kind": RuleKind.DEVIATION, "value": 3.0, "deadband": 1.0}
    return limit_rule(**{**made, **changes})


class Usual:
    """Usually 5.0, give or take 0.5; in the second hour nobody knows."""

    def at(self, cells: NDArray[np.int64], times: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        known = times < 60 * MINUTE
        return np.where(known, 5.0, np.nan), np.where(known, 0.5, np.nan)


class UsualRig(Rig):
    def __init__(self, *rules: Rule) -> None:
        super().__init__(*rules, bind=False)
        self.engine = AlarmEngine(catalogue(*rules), usual=Usual())
        self.bind()


def each_minute(*levels: float, start: int = 0) -> list[tuple[int, float]]:
    return [((start + number) * MINUTE, level) for number, level in enumerate(levels)]


def events(rig: Rig) -> list[tuple[float, str]]:
    """(minute, event)"""
    return [(at / MINUTE, event) for at, event, _ in rig.happened()]


def test_a_rate_is_the_change_over_the_span() -> None:
    rig = Rig(rate_rule())
    rig.levels(*each_minute(*[1.0 + 0.05 * n for n in range(20)]))  # 0.5 m in 10 minutes
    assert events(rig) == []
    rig.levels(*each_minute(*[1.95 + 0.2 * n for n in range(1, 6)], start=20))
    assert events(rig) == [(20.0, RAISED)]
    assert rig.engine.alarms[rig.only()].value == pytest.approx(3.9)  # 0.65 m in 10 minutes, told by the hour


def test_a_rate_is_drawn_between_irregular_readings() -> None:
    rig = Rig(rate_rule())
    rig.levels((0, 1.0), (9 * MINUTE, 1.9), (12 * MINUTE, 1.9))  # at minute 2 it was 1.2: 0.7 m
    assert events(rig) == [(12.0, RAISED)]


def test_over_a_gap_longer_than_the_span_there_is_no_rate() -> None:
    rig = Rig(rate_rule())
    rig.levels((0, 1.0), (11 * MINUTE, 9.0), (12 * MINUTE, 9.0), (20 * MINUTE, 9.0), (22 * MINUTE, 9.0))
    assert events(rig) == []
    rig.levels((23 * MINUTE, 9.9))
    assert events(rig) == [(23.0, RAISED)]


def test_a_falling_rate_has_a_negative_limit_and_both_takes_its_size() -> None:
    rig = Rig(rate_rule(side=Side.LOW, value=-0.001), rate_rule(id="either", side=Side.BOTH))
    rig.levels((0, 3.0), (10 * MINUTE, 2.0))
    assert sorted(alarm.rule for alarm in rig.engine.alarms.values()) == ["either", "rises"]


def test_only_good_readings_clear_a_rate() -> None:
    rig = Rig(rate_rule())
    rig.levels((0, 1.0), (10 * MINUTE, 2.0))
    rig.levels((15 * MINUTE, 2.0), (20 * MINUTE, 2.0), quality=Quality.SUSPECT)
    assert events(rig) == [(10.0, RAISED)]
    rig.levels((25 * MINUTE, 2.0))  # against a doubtful one
    assert events(rig) == []
    rig.levels((30 * MINUTE, 2.0), (35 * MINUTE, 2.0))
    assert events(rig) == [(35.0, CLEARED)]


def test_a_rate_says_what_it_is_in_a_unit_of_time_that_suits() -> None:
    text = words("{name}: {value} {unit} over {span}, limit {limit}")
    rig = Rig(rate_rule(text=text), rate_rule(id="fast", value=0.02, text=text))
    rig.levels((0, 0.0), (10 * MINUTE, 60.0))
    slow, fast = sorted(rig.engine.alarms.values(), key=lambda alarm: -(alarm.value or 0.0))
    assert (slow.value, slow.limit, slow.unit) == (360.0, 3.6, "m/h")
    assert (fast.value, fast.limit, fast.unit) == (6.0, 1.2, "m/min")
    assert fast.text["en"] == "Gauge 0: 6.00 m/min over 10 min, limit 1.2"
    assert "10 分鐘" in fast.text["zh_Hant"]


def test_a_flat_line_is_good_readings_that_do_not_move() -> None:
    rig = Rig(flat_rule())
    rig.levels(*each_minute(1.0, 1.5, *[2.0] * 11))
    assert events(rig) == [(12.0, RAISED)]
    rig.levels(*each_minute(2.005, 2.01, 2.011, start=13))
    assert events(rig) == [(15.0, CLEARED)]


@pytest.mark.parametrize(("pause", "flat"), [(5 * MINUTE, True), (5 * MINUTE + 1, False)])
def test_a_pause_of_half_the_span_is_in_a_flat_line_and_a_longer_one_is_not(pause: int, flat: bool) -> None:
    rig = Rig(flat_rule())
    rig.levels((0, 1.0), (3 * MINUTE, 1.0), (3 * MINUTE + pause, 1.0), (10 * MINUTE, 1.0))
    assert events(rig) == ([(10.0, RAISED)] if flat else [])


def test_silence_and_doubtful_readings_are_no_flat_line() -> None:
    rig = Rig(flat_rule())
    rig.levels((0, 2.0), (30 * MINUTE, 2.0))
    rig.engine.tick(60 * MINUTE)
    rig.levels(*each_minute(*[2.0] * 20, start=60), quality=Quality.SUSPECT)
    assert events(rig) == []


def test_a_flat_line_stands_over_an_outage_until_it_moves() -> None:
    rig = Rig(flat_rule())
    rig.levels(*each_minute(*[2.0] * 11))
    rig.levels((100 * MINUTE, 2.0), (101 * MINUTE, 2.0))
    assert events(rig) == [(10.0, RAISED)]
    rig.levels((102 * MINUTE, 2.3))
    assert events(rig) == [(102.0, CLEARED)]


def test_a_count_is_of_crossings_and_ends_when_they_are_over() -> None:
    rig = Rig(count_rule())
    rig.levels(*each_minute(5.0, 11.0, 9.0, 11.0, 5.0, 11.0, 5.0, 11.0, 5.0))
    assert events(rig) == [(7.0, RAISED)]  # at minutes 1, 5 and 7; 9 is within the deadband: it had not come out
    rig.engine.tick(11 * MINUTE - 1)
    assert events(rig) == []
    rig.engine.tick(60 * MINUTE)
    assert events(rig) == [(11.0, CLEARED)]


def test_one_more_crossing_keeps_a_count_up() -> None:
    rig = Rig(count_rule())
    rig.levels(*each_minute(5.0, 11.0, 5.0, 11.0, 5.0, 11.0, 5.0, 11.0, 5.0))
    rig.engine.tick(60 * MINUTE)
    assert events(rig) == [(5.0, RAISED), (13.0, CLEARED)]


@pytest.mark.parametrize(("last", "often"), [(10 * MINUTE - 1, True), (10 * MINUTE, False)])
def test_crossings_exactly_one_span_apart_are_not_within_it(last: int, often: bool) -> None:
    rig = Rig(count_rule(times=2))
    rig.levels((-1_000, 5.0), (0, 12.0), (1_000, 5.0), (last, 12.0))
    assert [event for _, event in events(rig)] == ([RAISED] if often else [])


def test_a_count_ends_exactly_one_span_after_its_oldest_crossing() -> None:
    rig = Rig(count_rule(times=2))
    rig.levels((-1_000, 5.0), (0, 12.0), (1_000, 5.0), (2_000, 12.0), (3_000, 5.0))
    rig.engine.tick(10 * MINUTE - 1)
    assert events(rig) == [(2_000 / MINUTE, RAISED)]
    rig.engine.tick(10 * MINUTE)
    assert events(rig)[-1] == (10.0, CLEARED)


def test_being_beyond_from_the_first_reading_on_is_no_crossing() -> None:
    rig = Rig(count_rule(times=1))
    rig.levels(*each_minute(11.0, 12.0))
    assert events(rig) == []


def test_a_dead_sensor_does_not_end_a_count_but_its_next_good_reading_does() -> None:
    rig = Rig(count_rule())
    rig.levels(*each_minute(5.0, 11.0, 5.0, 11.0, 5.0, 11.0))
    rig.levels((6 * MINUTE, 0.0), quality=Quality.BAD)
    rig.engine.tick(60 * MINUTE)
    assert events(rig) == [(5.0, RAISED)]
    rig.levels((61 * MINUTE, 11.0))
    assert events(rig) == [(61.0, CLEARED)]


def test_texts_are_counted_when_they_become_one_of_the_states() -> None:
    rig = Rig(state_rule(kind=RuleKind.COUNT, times=2, span_ms=MINUTE, text=words("{state}: {value} {unit} in {span}")))
    for at, text in enumerate(("fault", "on", "fault", "stuck", None, "fault", "on", " Fault")):
        rig.pump(1_000 * at, text)
    (raised,) = rig.engine.take_events()
    assert (raised.at, raised.value, raised.limit, raised.unit) == (7_000, 2.0, 2.0, "×")
    assert raised.text["en"] == "broken: 2 × in 1 min"
    rig.engine.tick(200_000)
    assert rig.happened() == [(62_000, CLEARED, "RTNUN")]


def test_a_deviation_is_told_with_the_limit_of_that_moment() -> None:
    rig = UsualRig(deviation_rule(text=words("{value} {unit}, usually up to {limit}")))
    rig.levels((0, 6.4))
    rig.levels((1, 6.6))
    (raised,) = rig.engine.take_events()
    assert (raised.at, raised.value, raised.limit, raised.text["en"]) == (1, 6.6, 6.5, "6.60 m, usually up to 6.50")
    rig.levels((2, 6.1))
    assert rig.happened() == []
    rig.levels((3, 6.0))
    assert rig.happened() == [(3, CLEARED, "RTNUN")]


def test_a_deviation_either_way_shows_the_bound_on_its_side() -> None:
    rig = UsualRig(deviation_rule(side=Side.BOTH))
    rig.levels((0, 3.0))
    assert rig.engine.alarms[rig.only()].limit == 3.5


def test_where_the_usual_is_not_known_a_deviation_has_nothing_to_say() -> None:
    rig = UsualRig(deviation_rule())
    rig.levels((1, 9.0), (90 * MINUTE, 5.0), (91 * MINUTE, 9.0))
    assert rig.happened() == [(1, RAISED, "UNACK")]
    nobody = Rig(deviation_rule())
    nobody.levels((1, 9.0))
    assert nobody.happened() == []


@pytest.mark.parametrize("rule", [rate_rule(), flat_rule(), count_rule()], ids=lambda rule: rule.kind.value)
def test_numbers_that_are_none_and_texts_where_numbers_were_break_nothing(rule: Rule) -> None:
    rig = Rig(rule)
    rig.levels(*each_minute(1.0, math.nan, math.inf, -math.inf, 1e308, -1e308, 2.0))
    rig.engine.judge_texts([0, 0], [7 * MINUTE, 8 * MINUTE], ["broken", None], [0, 0], 8 * MINUTE)
    rig.levels(*each_minute(*[2.0] * 30, start=9))
    rig.happened()


@pytest.mark.parametrize(
    ("rule", "raising", "after"),
    [
        (rate_rule(), each_minute(1.0, 5.0, *[9.0] * 9), each_minute(*[9.0] * 11, start=20)),
        (flat_rule(), each_minute(*[2.0] * 11), each_minute(2.0, 2.5, start=20)),
        (count_rule(), each_minute(5.0, 11.0, 5.0, 11.0, 5.0, 11.0), each_minute(5.0, start=20)),
    ],
    ids=["rate", "flat", "count"],
)
def test_an_alarm_stands_over_a_restart_until_readings_show_that_it_is_over(
    rule: Rule, raising: list[tuple[int, float]], after: list[tuple[int, float]]
) -> None:
    lived = Rig(rule)
    lived.levels(*raising)
    journal = lived.engine.take_events()
    assert [event.event for event in journal] == [RAISED]
    restored = Rig(rule)
    restored.engine.restore(journal)
    restored.levels((19 * MINUTE, raising[-1][1]), quality=Quality.SUSPECT)
    restored.engine.tick(20 * MINUTE)
    assert restored.happened() == []
    restored.levels(*after)
    assert [event for _, event, _ in restored.happened()] == [CLEARED]


def test_a_count_taken_up_ends_by_itself_once_a_good_reading_has_come() -> None:
    lived = Rig(count_rule())
    lived.levels(*each_minute(5.0, 11.0, 5.0, 11.0, 5.0, 11.0))
    restored = Rig(count_rule())
    restored.engine.restore(lived.engine.take_events())
    restored.levels((6 * MINUTE, 5.0))
    assert events(restored) == []
    restored.engine.tick(60 * MINUTE)
    assert events(restored) == [(15.0, CLEARED)]


@pytest.mark.parametrize(
    ("ms", "text"), [(90_000, "90 s"), (600_000, "10 min"), (7_200_000, "2 h"), (86_400_000, "1 d"), (1_500, "1.5 s")]
)
def test_a_span_is_told_in_the_largest_unit_in_which_it_is_whole(ms: int, text: str) -> None:
    assert span_text(ms, "en") == text
