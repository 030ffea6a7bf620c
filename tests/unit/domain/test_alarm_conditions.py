"""When a condition becomes an alarm and when it stops being one: limits, states, silence, delays, quality, lateness."""

import math

import numpy as np
import pytest

from opscenter.domain.quality import Quality
from opscenter.domain.rule import Side
from opscenter.domain.rule_evaluation import FUTURE_MS
from tests.support.alarm_rig import STALE_MS, Rig, limit_rule, stale_rule, state_rule


def test_beyond_the_limit_raises_and_past_the_deadband_clears() -> None:
    rig = Rig(limit_rule())
    rig.levels((1, 10.0))
    assert rig.happened() == []  # on the limit is not beyond it
    rig.levels((2, 10.01), (3, 8.01))
    assert rig.happened() == [(2, "raised", "UNACK")]
    rig.levels((4, 8.0))
    assert rig.happened() == [(4, "cleared", "RTNUN")]


def test_low_side_is_the_mirror_image() -> None:
    rig = Rig(limit_rule(side=Side.LOW))
    rig.levels((1, 10.0), (2, 9.9), (3, 11.9), (4, 12.0))
    assert rig.happened() == [(2, "raised", "UNACK"), (4, "cleared", "RTNUN")]


def test_a_spike_between_two_beats_raises() -> None:
    rig = Rig(limit_rule())
    rig.levels((1, 5.0), (2, 50.0), (3, 5.0))
    assert rig.happened() == [(2, "raised", "UNACK"), (3, "cleared", "RTNUN")]


def test_on_delay_runs_in_event_time_to_the_millisecond() -> None:
    rig = Rig(limit_rule(on_delay_ms=1_000))
    rig.levels((5_000, 11.0))
    rig.engine.tick(5_999)
    assert rig.happened() == []
    rig.engine.tick(6_000)
    assert rig.happened() == [(6_000, "raised", "UNACK")]


def test_on_delay_ends_at_its_own_time_even_when_the_next_sample_is_clear() -> None:
    rig = Rig(limit_rule(on_delay_ms=1_000))
    rig.levels((5_000, 11.0), (6_000, 1.0))
    assert rig.happened() == [(6_000, "raised", "UNACK"), (6_000, "cleared", "RTNUN")]


def test_a_condition_shorter_than_its_on_delay_is_no_alarm() -> None:
    rig = Rig(limit_rule(on_delay_ms=1_000))
    rig.levels((5_000, 11.0), (5_999, 1.0))
    rig.engine.tick(100_000)
    assert rig.happened() == []


def test_off_delay_starts_again_when_the_condition_returns() -> None:
    rig = Rig(limit_rule(off_delay_ms=1_000))
    rig.levels((1_000, 11.0), (2_000, 1.0), (2_900, 11.0), (3_000, 1.0))
    rig.engine.tick(3_999)
    assert rig.happened() == [(1_000, "raised", "UNACK")]
    rig.engine.tick(4_000)
    assert rig.happened() == [(4_000, "cleared", "RTNUN")]


def test_the_value_shown_is_the_newest_that_kept_the_condition_before_the_alarm() -> None:
    rig = Rig(limit_rule(on_delay_ms=1_000))
    rig.levels((0, 11.0))
    rig.levels((500, 14.0))
    rig.levels((1_500, 99.0))
    (event,) = rig.engine.take_events()
    assert (event.at, event.value, event.limit) == (1_000, 14.0, 10.0)


@pytest.mark.parametrize("quality", [Quality.SUSPECT, Quality.STALE, Quality.BAD])
def test_only_a_good_reading_clears(quality: Quality) -> None:
    rig = Rig(limit_rule())
    rig.levels((1, 11.0))
    rig.happened()
    rig.levels((2, 0.0), quality=quality)
    rig.engine.tick(10_000)
    assert rig.happened() == []


def test_suspect_readings_raise_and_bad_ones_do_not() -> None:
    rig = Rig(limit_rule())
    rig.levels((1, 11.0), quality=Quality.BAD)
    rig.levels((2, 11.0), quality=Quality.STALE)
    assert rig.happened() == []
    rig.levels((3, 11.0), quality=Quality.SUSPECT)
    assert rig.happened() == [(3, "raised", "UNACK")]


@pytest.mark.parametrize(("value", "quality"), [(0.0, Quality.BAD), (0.0, Quality.STALE), (math.nan, Quality.GOOD)])
def test_lost_data_stops_a_running_off_delay(value: float, quality: Quality) -> None:
    rig = Rig(limit_rule(off_delay_ms=1_000))
    rig.levels((0, 11.0), (1_000, 1.0))
    rig.levels((1_500, value), quality=quality)
    rig.engine.tick(60_000)
    assert rig.happened() == [(0, "raised", "UNACK")]
    rig.levels((61_000, 1.0))
    rig.engine.tick(62_000)
    assert rig.happened() == [(62_000, "cleared", "RTNUN")]


def test_a_late_sample_does_not_move_the_present() -> None:
    rig = Rig(limit_rule())
    rig.levels((10, 11.0))
    rig.levels((9, 0.0), (8, 50.0))
    assert rig.happened() == [(10, "raised", "UNACK")]
    rig.levels((12, 0.0), (11, 50.0), now=12)
    assert rig.happened() == [(12, "cleared", "RTNUN")]


def test_a_clock_far_ahead_neither_blinds_the_rule_nor_locks_later_samples_out() -> None:
    rig = Rig(limit_rule())
    rig.levels((10**12, 11.0), now=1_000)
    assert rig.happened() == [(1_000, "raised", "UNACK")]
    rig.levels((1_000 + FUTURE_MS, 1.0), now=1_000)
    assert rig.happened() == [(1_000 + FUTURE_MS, "cleared", "RTNUN")]


def test_several_limits_of_one_attribute_are_alarms_of_their_own() -> None:
    rig = Rig(limit_rule(), limit_rule(id="level.very", value=20.0), limit_rule(id="level.low", side=Side.LOW, value=1))
    rig.levels((1, 30.0))
    assert sorted(alarm.rule for alarm in rig.engine.alarms.values()) == ["level.high", "level.very"]
    rig.levels((2, 15.0))
    assert [event.rule for event in rig.engine.take_events()] == ["level.high", "level.very", "level.very"]


def test_a_state_raises_and_any_other_state_clears() -> None:
    rig = Rig(state_rule())
    rig.pump(1, "on")
    rig.pump(2, " Fault ")
    rig.pump(3, "stuck")
    rig.pump(4, None)
    rig.pump(5, "on", Quality.SUSPECT)
    assert rig.happened() == [(2, "raised", "UNACK")]
    rig.pump(6, "on")
    assert rig.happened() == [(6, "cleared", "RTNUN")]


def test_a_state_rule_may_name_numbers_and_booleans() -> None:
    rig = Rig(state_rule(id="n", attribute="level", states=("2", "3")), state_rule(states=("true",)))
    rig.levels((1, 2.0))
    rig.pump(1, "true")
    rig.columns([1], [2], [0.0], [Quality.GOOD], 2)  # the number beside a boolean's text clears nothing
    assert rig.happened() == [(1, "raised", "UNACK"), (1, "raised", "UNACK")]
    rig.levels((2, 1.0))
    rig.pump(2, "false")
    assert rig.happened() == [(2, "cleared", "RTNUN"), (2, "cleared", "RTNUN")]


def test_silence_raises_its_own_alarm_and_news_clears_it() -> None:
    rig = Rig(stale_rule(), limit_rule())
    rig.levels((0, 50.0))
    rig.hear(0)
    rig.engine.tick(STALE_MS - 1)
    assert [event for _, event, _ in rig.happened()] == ["raised"]
    rig.engine.tick(STALE_MS + 5_000)
    assert rig.happened() == [(STALE_MS, "raised", "UNACK")]
    assert len(rig.engine.alarms) == 2  # a dead sensor turns nothing green
    rig.hear(STALE_MS + 6_000)
    assert rig.happened() == [(STALE_MS + 6_000, "cleared", "RTNUN")]


def test_a_silence_that_ended_before_the_beat_is_journaled_at_its_own_times() -> None:
    rig = Rig(stale_rule())
    rig.hear(0, 10, STALE_MS + 20)
    assert rig.happened() == [(STALE_MS + 10, "raised", "UNACK"), (STALE_MS + 20, "cleared", "RTNUN")]


def test_an_entity_never_heard_of_is_not_silent() -> None:
    rig = Rig(stale_rule())
    rig.engine.tick(10**12)
    assert rig.happened() == []


def test_texts_are_filled_in_each_language() -> None:
    rig = Rig(limit_rule(value=10.5), state_rule(), stale_rule())
    rig.levels((1, 11.256))
    rig.pump(1, "FAULT")
    rig.hear(1)
    rig.engine.tick(STALE_MS + 1)
    texts = {alarm.rule: alarm for alarm in rig.engine.alarms.values()}
    assert texts["level.high"].text["en"] == "Gauge 0: 11.26 m over 10.5"
    assert texts["level.high"].consequence["zh_Hant"] == "繁Gauge 0 floods"
    assert texts["pump.fault"].text == {
        "en": "Gauge 0: pump broken",
        "zh_Hant": "繁Gauge 0: pump 壞",
        "zh_Hans": "简Gauge 0: pump 坏",
    }
    assert texts["gauge.silent"].text["en"] == "Gauge 0 silent for 1 min"


def test_an_alarm_names_its_entity_in_each_language() -> None:
    rig = Rig(limit_rule())
    rig.engine.name_entity(0, "Gauge 0", {"en": "Harbour gauge", "zh_Hant": "海港水位計", "zh_Hans": "海港{value}计"})
    rig.levels((1, 11.0))
    alarm = rig.engine.alarms[rig.only()]
    assert alarm.text == {
        "en": "Harbour gauge: 11.00 m over 10",
        "zh_Hant": "繁海港水位計: 11.00 m over 10",
        "zh_Hans": "简海港{value}计: 11.00 m over 10",  # a name is never read as a template
    }
    assert alarm.action["zh_Hant"] == "繁close 海港水位計"


def test_a_name_in_one_script_serves_readers_of_the_other_and_can_be_taken_back() -> None:
    rig = Rig(limit_rule())
    rig.engine.name_entity(0, "Gauge 0", {"zh_Hant": "水位計"})
    rig.engine.name_entity(0, "Gauge 0")  # a new name says nothing about other languages
    rig.levels((1, 11.0), (2, 0.0), (3, 11.0))
    text = next(iter(rig.engine.alarms.values())).text
    assert (text["en"][:7], text["zh_Hans"][:4]) == ("Gauge 0", "简水位計")
    rig.engine.name_entity(0, "Gauge 0", {})
    rig.levels((4, 0.0), (5, 11.0))
    assert any(alarm.text["zh_Hant"].startswith("繁Gauge 0") for alarm in rig.engine.alarms.values())


def test_a_name_from_the_bus_is_never_read_as_a_template() -> None:
    rig = Rig(limit_rule())
    rig.engine.name_entity(0, "{value}{0.__class__}")
    rig.levels((1, 11.0))
    assert rig.engine.alarms[rig.only()].text["en"].startswith("{value}{0.__class__}: 11.00")


def test_unknown_cells_and_rows_are_passed_over() -> None:
    rig = Rig(limit_rule(), stale_rule())
    rig.columns([-1, 99, 0], [1, 1, 1], [50.0, 50.0, 50.0], [0, 0, 0], 1)
    rig.engine.judge_texts([-1, 99], [1, 1], ["fault", "fault"], [0, 0], 1)
    rig.engine.heard(np.array([-1, 7]), np.array([1, 1]))
    assert len(rig.happened()) == 1


def test_instances_are_counted() -> None:
    assert Rig(limit_rule(), state_rule(), stale_rule(), gauges=7).engine.rule_instances == 21
