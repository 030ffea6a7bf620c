"""What people do to alarms: acknowledge and reset, with a name, to an occurrence, once."""

from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.journal import occurrence_id
from tests.support.alarm_rig import Rig, catalogue, limit_rule


def raised(**changes: object) -> Rig:
    rig = Rig(limit_rule(**changes))
    rig.levels((1_000, 11.0))
    return rig


def test_an_acknowledgement_keeps_its_name_comment_desk_and_time() -> None:
    rig = raised()
    occurrence = rig.only()
    outcome = rig.engine.acknowledge([occurrence], " Mei ", "seen", "desk-3", 2_000)
    assert outcome.done == [occurrence] and not outcome.refused
    alarm = rig.engine.alarms[occurrence]
    assert (alarm.state, alarm.acked_by, alarm.comment, alarm.acked_at) == (AlarmState.ACKED, "Mei", "seen", 2_000)
    event = rig.engine.take_events()[-1]
    assert (event.event, event.by, event.desk, event.comment) == ("acknowledged", "Mei", "desk-3", "seen")
    rig.levels((3_000, 1.0))
    assert rig.engine.alarms == {}


def test_refusals_are_sentences_and_do_not_hold_up_the_others() -> None:
    rig = Rig(limit_rule(), gauges=2)
    rig.levels((1, 11.0))
    rig.levels((1, 11.0), gauge=1)
    first, second = rig.engine.alarms
    rig.engine.acknowledge([first], "Mei", "", "", 2)
    outcome = rig.engine.acknowledge([first, "nonsense", second, second], "Ka", "", "", 3)
    assert outcome.done == [second]
    assert outcome.refused[first] == "already acknowledged (by Mei)"
    assert "no such alarm" in outcome.refused["nonsense"]


def test_no_name_no_acknowledgement() -> None:
    rig = raised()
    outcome = rig.engine.acknowledge([rig.only()], "  ", "", "", 2_000)
    assert "a name is needed" in outcome.refused[rig.only()]
    assert rig.engine.alarms[rig.only()].state is AlarmState.UNACK


def test_names_and_comments_are_bounded() -> None:
    rig = raised()
    assert "at most" in rig.engine.acknowledge([rig.only()], "M" * 201, "", "", 1).refused[rig.only()]
    assert "at most" in rig.engine.acknowledge([rig.only()], "M", "c" * 5_000, "", 1).refused[rig.only()]


def test_acknowledging_an_earlier_occurrence_does_not_swallow_the_next() -> None:
    rig = raised()
    earlier = rig.only()
    rig.levels((2_000, 1.0), (3_000, 12.0))
    later = rig.only()
    assert later != earlier
    refusal = rig.engine.acknowledge([earlier], "Mei", "", "", 4_000).refused[earlier]
    assert "came back as a new alarm" in refusal
    assert rig.engine.alarms[later].state is AlarmState.UNACK
    changed = {alarm.occurrence: alarm.state for alarm in rig.engine.take_changed()}
    assert changed == {earlier: AlarmState.NORM, later: AlarmState.UNACK}


def test_the_occurrence_is_made_of_rule_entity_and_activation_time() -> None:
    rig = raised()
    assert rig.only() == occurrence_id("level.high", "urn:g0", 1_000) == raised().only()


def test_two_activations_of_one_millisecond_are_two_occurrences() -> None:
    rig = Rig(limit_rule())
    rig.levels((5, 11.0), (5, 1.0), (5, 11.0))
    events = rig.engine.take_events()
    assert [event.event for event in events] == ["raised", "cleared", "superseded", "raised"]
    assert events[0].occurrence != events[3].occurrence


def test_a_latched_alarm_stays_until_it_is_acknowledged_and_reset() -> None:
    rig = raised(latching=True)
    rig.levels((2_000, 1.0))
    occurrence = rig.only()
    assert rig.engine.alarms[occurrence].state is AlarmState.LTUNK
    assert "acknowledge it first" in rig.engine.reset([occurrence], "Mei", "", "", 3_000).refused[occurrence]
    rig.engine.acknowledge([occurrence], "Mei", "", "", 4_000)
    assert rig.engine.alarms[occurrence].state is AlarmState.LTACK
    assert rig.engine.reset([occurrence], "Mei", "", "", 5_000).done == [occurrence]
    assert rig.engine.alarms == {}


def test_a_standing_alarm_is_not_reset() -> None:
    rig = raised(latching=True)
    assert "still stands" in rig.engine.reset([rig.only()], "Mei", "", "", 2_000).refused[rig.only()]


def test_a_rise_of_priority_announces_an_acknowledged_alarm_again() -> None:
    rig = raised()
    occurrence = rig.only()
    rig.engine.acknowledge([occurrence], "Mei", "", "", 2_000)
    rig.engine.raise_priority(occurrence, Priority.LOW, 3_000)
    assert rig.engine.alarms[occurrence].state is AlarmState.ACKED
    rig.engine.raise_priority(occurrence, Priority.CRITICAL, 3_000)
    alarm = rig.engine.alarms[occurrence]
    assert (alarm.state, alarm.priority, alarm.acked_by) == (AlarmState.UNACK, Priority.CRITICAL, "")
    again = AlarmEngine(catalogue(limit_rule()))
    again.restore(rig.engine.take_events())
    assert again.alarms == rig.engine.alarms


def test_an_acknowledgement_before_the_activation_by_the_clock_still_follows_it_in_the_journal() -> None:
    rig = Rig(limit_rule())
    rig.levels((50_000, 11.0), now=10_000)  # a publisher whose clock is 40 s ahead
    rig.engine.acknowledge([rig.only()], "Mei", "", "", 10_500)
    assert rig.happened() == [(50_000, "raised", "UNACK"), (50_000, "acknowledged", "ACKED")]


def test_an_alarm_whose_rule_was_taken_away_ends_when_acknowledged() -> None:
    rig = raised()
    bare = AlarmEngine(catalogue())
    bare.restore(rig.engine.take_events())
    (occurrence,) = bare.alarms
    assert bare.acknowledge([occurrence], "Mei", "", "", 2_000).done == [occurrence]
    assert bare.alarms == {}
