"""Alarms laid aside: shelves, suppression, out of service, alone and over one another, and how they come back."""

import pytest

from opscenter.domain.alarm import Alarm, AlarmState, AsideKind, Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.alarm_orders import Order, Outcome, Verb
from opscenter.domain.role import Role
from tests.support.alarm_rig import Rig, catalogue, limit_rule

HOUR = 3_600_000
POINT = ("level.high", "urn:g0")


def act(rig: Rig, verb: Verb, at: int, *, point: bool = False, **changes: object) -> Outcome:
    """A supervisor's order on the one alarm there is, or on the point."""
    about: dict[str, object] = {"points": (POINT,)} if point else {"occurrences": tuple(rig.engine.alarms)}
    order = Order(**{"by": "Mei", "at": at, "desk": "d1", "role": Role.SUPERVISOR, **about, **changes})  # type: ignore[arg-type]
    return rig.engine.carry_out(verb, order)


def shelved(at: int = 2_000, until: int = 10_000, **changes: object) -> Rig:
    rig = Rig(limit_rule(**changes))
    rig.levels((1_000, 11.0))
    assert act(rig, Verb.SHELVE, at, until=until, reason="painting").refused == {}
    return rig


def one(rig: Rig) -> Alarm:
    (alarm,) = rig.engine.alarms.values()
    return alarm


def test_a_shelf_says_who_why_and_until_when() -> None:
    rig = shelved()
    alarm = one(rig)
    assert (alarm.state, alarm.inner) == (AlarmState.SHLVD, AlarmState.UNACK)
    (aside,) = alarm.asides
    assert (aside.kind, aside.by, aside.desk, aside.at, aside.until, aside.reason) == (
        *(AsideKind.SHELVED, "Mei", "d1", 2_000, 10_000, "painting"),
    )
    assert not alarm.state.needs_acknowledgement and not alarm.state.is_active


def test_a_shelf_ends_at_its_own_time_however_late_the_tick_and_asks_again() -> None:
    rig = shelved()
    rig.engine.tick(9_999)
    assert one(rig).state is AlarmState.SHLVD
    rig.engine.tick(60_000)
    alarm = one(rig)
    assert (alarm.state, alarm.inner, alarm.asides, alarm.changed, alarm.announced) == (
        *(AlarmState.UNACK, None, (), 10_000, 10_000),
    )


def test_a_shelf_ends_before_what_happens_after_it_though_no_tick_came_between() -> None:
    rig = shelved()
    rig.levels((11_000, 1.0))
    assert rig.happened()[2:] == [(10_000, "shelf-ended", "UNACK"), (11_000, "cleared", "RTNUN")]


def test_a_shelf_over_a_condition_that_has_cleared_ends_in_nothing() -> None:
    rig = shelved()
    rig.levels((3_000, 1.0))
    assert (one(rig).state, one(rig).inner) == (AlarmState.SHLVD, AlarmState.RTNUN)
    rig.engine.tick(10_000)
    assert rig.engine.alarms == {}


def test_taken_off_the_shelf_by_a_person_it_is_acknowledged_by_them() -> None:
    rig = shelved()
    act(rig, Verb.UNSHELVE, 3_000, by="Ka", comment="done")
    alarm = one(rig)
    assert (alarm.state, alarm.acked_by, alarm.acked_at, alarm.comment) == (AlarmState.ACKED, "Ka", 3_000, "done")


def test_an_acknowledgement_beneath_keeps_its_name_when_taken_off_the_shelf() -> None:
    rig = shelved()
    act(rig, Verb.ACKNOWLEDGE, 2_500, by="Bo")
    assert (one(rig).state, one(rig).inner) == (AlarmState.SHLVD, AlarmState.ACKED)
    act(rig, Verb.UNSHELVE, 3_000, by="Ka")
    assert (one(rig).state, one(rig).acked_by, one(rig).acked_at) == (AlarmState.ACKED, "Bo", 2_500)


def test_a_one_shot_shelf_ends_when_the_condition_clears_and_at_the_site_maximum_at_the_latest() -> None:
    rig = Rig(limit_rule())
    rig.levels((1_000, 11.0))
    act(rig, Verb.SHELVE, 2_000, one_shot=True, reason="known")
    assert one(rig).asides[0].until == 2_000 + 12 * HOUR
    rig.levels((5_000, 1.0))
    assert rig.engine.alarms == {}
    assert rig.happened()[2:] == [(5_000, "cleared", "SHLVD"), (5_000, "shelf-ended", "NORM")]


def test_only_a_shelf_is_one_shot() -> None:
    rig = Rig(limit_rule())
    rig.levels((1_000, 11.0))
    act(rig, Verb.SUPPRESS, 2_000, reason="tunnel closed", one_shot=True)
    rig.levels((3_000, 1.0))
    assert (one(rig).state, one(rig).inner, one(rig).asides[0].one_shot) == (AlarmState.DSUPR, AlarmState.RTNUN, False)


def test_latched_beneath_it_comes_back_latched() -> None:
    rig = shelved(latching=True)
    rig.levels((3_000, 1.0))
    rig.engine.tick(10_000)
    assert (one(rig).state, one(rig).announced) == (AlarmState.LTUNK, 10_000)
    rig = shelved(latching=True)
    rig.levels((3_000, 1.0))
    act(rig, Verb.ACKNOWLEDGE, 4_000)
    act(rig, Verb.RESET, 5_000)
    assert (one(rig).state, one(rig).inner) == (AlarmState.SHLVD, AlarmState.NORM)
    rig.engine.tick(10_000)
    assert rig.engine.alarms == {}


def test_a_new_activation_beneath_is_an_occurrence_of_its_own_and_takes_the_shelf_over() -> None:
    rig = shelved()
    earlier = rig.only()
    rig.levels((3_000, 1.0), (4_000, 12.0))
    alarm = one(rig)
    assert alarm.occurrence != earlier and alarm.asides[0].until == 10_000
    assert (alarm.state, alarm.inner, alarm.since, alarm.announced) == (AlarmState.SHLVD, AlarmState.UNACK, 4_000, 0)
    assert "came back as a new alarm" in act(rig, Verb.ACKNOWLEDGE, 5_000, occurrences=(earlier,)).refused[earlier]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"until": 10_000}, "a reason is needed"),
        ({"reason": "x"}, "say until when"),
        ({"reason": "x", "until": 1_999}, "ended already"),
        ({"reason": "x", "until": 2_000 + 13 * HOUR}, "longer than 12 h"),
        ({"reason": "x", "until": 10_000, "by": " "}, "a name is needed"),
    ],
)
def test_a_shelf_that_cannot_be_is_refused_in_a_sentence(changes: dict[str, object], sentence: str) -> None:
    rig = Rig(limit_rule())
    rig.levels((1_000, 11.0))
    outcome = act(rig, Verb.SHELVE, 2_000, **changes)
    assert outcome.done == [] and sentence in outcome.refused[rig.only()]
    assert one(rig).state is AlarmState.UNACK


def test_a_desk_clock_a_little_ahead_gets_the_site_maximum() -> None:
    rig = Rig(limit_rule())
    rig.levels((1_000, 11.0))
    assert act(rig, Verb.SHELVE, 2_000, until=2_000 + 12 * HOUR + 5_000, reason="x").refused == {}
    assert one(rig).asides[0].until == 2_000 + 12 * HOUR


def test_a_clock_that_has_jumped_back_shelves_nothing_in_the_past_and_loses_nothing() -> None:
    rig = Rig(limit_rule())
    rig.levels((1_000_000, 11.0))
    sentence = act(rig, Verb.SHELVE, 2_000, until=10_000, reason="x").refused[rig.only()]
    assert "look at the clock" in sentence and one(rig).state is AlarmState.UNACK
    act(rig, Verb.ACKNOWLEDGE, 2_000)
    assert (one(rig).state, one(rig).acked_at) == (AlarmState.ACKED, 1_000_000)


def test_shelving_again_replaces_the_shelf() -> None:
    rig = shelved()
    act(rig, Verb.SHELVE, 3_000, until=20_000, reason="still painting")
    (aside,) = one(rig).asides
    assert (aside.until, aside.reason) == (20_000, "still painting")
    rig.engine.tick(19_999)
    assert one(rig).state is AlarmState.SHLVD


def test_only_a_supervisor_suppresses_and_takes_out_of_service() -> None:
    rig = Rig(limit_rule())
    rig.levels((1_000, 11.0))
    for verb in (Verb.SUPPRESS, Verb.UNSUPPRESS, Verb.TAKE_OUT, Verb.RETURN):
        outcome = act(rig, verb, 2_000, role=Role.OPERATOR, reason="x")
        assert "only a supervisor" in outcome.refused[rig.only()]
    assert one(rig).state is AlarmState.UNACK


def test_a_rule_with_a_role_refuses_who_does_not_cover_it() -> None:
    rig = Rig(limit_rule(role=Role.SUPERVISOR))
    rig.levels((1_000, 11.0))
    for verb in (Verb.ACKNOWLEDGE, Verb.SHELVE):
        outcome = act(rig, verb, 2_000, role=Role.OPERATOR, reason="x", until=9_000)
        assert "only a supervisor" in outcome.refused[rig.only()]
    assert act(rig, Verb.ACKNOWLEDGE, 2_000).done == [rig.only()]


def test_out_of_service_goes_before_suppressed_and_that_before_shelved() -> None:
    rig = shelved(until=100_000)
    states = [one(rig).state]
    act(rig, Verb.SUPPRESS, 3_000, reason="tunnel closed")
    states.append(one(rig).state)
    act(rig, Verb.TAKE_OUT, 4_000, reason="permit 7")
    states.append(one(rig).state)
    assert states == [AlarmState.SHLVD, AlarmState.DSUPR, AlarmState.OOSRV]
    assert [aside.kind for aside in one(rig).asides] == ["out-of-service", "suppressed", "shelved"]
    assert "out of service" in act(rig, Verb.SHELVE, 4_500, until=9_000, reason="x").refused[rig.only()]
    assert "out of service already" in act(rig, Verb.TAKE_OUT, 4_500, reason="x").refused[rig.only()]
    act(rig, Verb.RETURN, 5_000)
    assert one(rig).state is AlarmState.DSUPR
    act(rig, Verb.UNSUPPRESS, 6_000)
    assert one(rig).state is AlarmState.SHLVD
    rig.engine.tick(100_000)
    assert one(rig).state is AlarmState.UNACK


def test_a_shelf_beneath_ends_at_its_time_and_the_alarm_stays_out_of_service() -> None:
    rig = shelved()
    act(rig, Verb.TAKE_OUT, 4_000, reason="permit 7")
    rig.engine.tick(50_000)
    assert [aside.kind for aside in one(rig).asides] == ["out-of-service"]
    assert (one(rig).state, one(rig).changed) == (AlarmState.OOSRV, 10_000)


def test_what_is_not_laid_aside_so_is_not_brought_back() -> None:
    rig = shelved()
    assert "not suppressed" in act(rig, Verb.UNSUPPRESS, 3_000).refused[rig.only()]
    assert "not out of service" in act(rig, Verb.RETURN, 3_000).refused[rig.only()]
    act(rig, Verb.UNSHELVE, 3_000)
    assert "not shelved" in act(rig, Verb.UNSHELVE, 4_000).refused[rig.only()]


def test_a_point_that_is_not_in_alarm_can_be_laid_aside_and_comes_back_to_nothing() -> None:
    rig = Rig(limit_rule())
    (occurrence,) = act(rig, Verb.TAKE_OUT, 2_000, point=True, reason="permit 7").done
    alarm = rig.engine.alarms[occurrence]
    assert (alarm.state, alarm.inner, alarm.since, alarm.announced) == (AlarmState.OOSRV, AlarmState.NORM, 2_000, 0)
    assert (alarm.value, alarm.limit) == (None, None) and alarm.text["en"].startswith("Gauge 0")
    rig.levels((3_000, 11.0))
    assert (one(rig).state, one(rig).inner, one(rig).value) == (AlarmState.OOSRV, AlarmState.UNACK, 11.0)
    rig.levels((4_000, 1.0))
    act(rig, Verb.RETURN, 5_000, point=True)
    assert rig.engine.alarms == {}


@pytest.mark.parametrize(
    ("point", "sentence"),
    [
        (("level.low", "urn:g0"), 'there is no rule "level.low"'),
        (("level.high", "urn:g9"), 'there is no "urn:g9" here'),
    ],
)
def test_a_point_that_is_not_there_is_refused(point: tuple[str, str], sentence: str) -> None:
    rig = Rig(limit_rule())
    assert act(rig, Verb.TAKE_OUT, 1_000, points=(point,), reason="x").refused == {" ".join(point): sentence}


def test_a_normal_point_has_nothing_to_acknowledge() -> None:
    rig = Rig(limit_rule())
    assert act(rig, Verb.ACKNOWLEDGE, 1, point=True).refused == {
        "level.high urn:g0": "it is not in alarm, and not laid aside"
    }


# -- suppression by design --------------------------------------------------------------------------------------

VERY = limit_rule(id="level.very", value=20.0, suppresses=("level.high",), priority=Priority.CRITICAL)


def states(rig: Rig) -> dict[str, str]:
    return {alarm.rule: alarm.state.value for alarm in rig.engine.alarms.values()}


@pytest.mark.parametrize("rules", [(VERY, limit_rule()), (limit_rule(), VERY)])
def test_the_greater_alarm_suppresses_the_lesser_from_the_same_reading_on(rules: tuple[object, ...]) -> None:
    rig = Rig(*rules)  # type: ignore[arg-type]
    rig.levels((1_000, 25.0))
    rig.engine.tick(1_000)
    assert states(rig) == {"level.very": "UNACK", "level.high": "DSUPR"}
    assert rig.happened() == [(1_000, "raised", "DSUPR"), (1_000, "raised", "UNACK")]
    lesser = rig.engine.alarms[next(o for o, a in rig.engine.alarms.items() if a.rule == "level.high")]
    assert (lesser.asides[0].rule, lesser.asides[0].by, lesser.announced) == ("level.very", "", 0)
    refusal = rig.engine.carry_out(
        Verb.UNSUPPRESS, Order("Mei", 1_500, role=Role.SUPERVISOR, occurrences=(lesser.occurrence,))
    )
    assert "by design" in refusal.refused[lesser.occurrence]
    rig.levels((2_000, 15.0))
    rig.engine.tick(2_000)
    assert states(rig) == {"level.very": "RTNUN", "level.high": "UNACK"}
    assert rig.happened() == [(2_000, "unsuppressed", "UNACK"), (2_000, "cleared", "RTNUN")]


def test_what_stands_already_is_suppressed_when_the_greater_alarm_comes_and_an_acknowledged_one_asks_again() -> None:
    rig = Rig(VERY, limit_rule())
    rig.levels((1_000, 15.0))
    rig.engine.tick(1_000)
    rig.engine.acknowledge([rig.only()], "Mei", "", "", 1_500)
    rig.levels((2_000, 25.0))
    rig.engine.tick(2_000)
    assert states(rig) == {"level.very": "UNACK", "level.high": "DSUPR"}
    rig.levels((3_000, 15.0))
    rig.engine.tick(3_000)
    assert states(rig)["level.high"] == "UNACK"


def test_an_alarm_that_a_person_laid_aside_suppresses_no_other() -> None:
    rig = Rig(VERY, limit_rule())
    rig.levels((1_000, 25.0))
    rig.engine.tick(1_000)
    very = next(o for o, a in rig.engine.alarms.items() if a.rule == "level.very")
    rig.engine.carry_out(Verb.SHELVE, Order("Mei", 2_000, reason="x", until=5_000, occurrences=(very,)))
    rig.engine.tick(2_000)
    assert states(rig) == {"level.very": "SHLVD", "level.high": "UNACK"}
    rig.engine.tick(5_000)
    assert states(rig) == {"level.very": "UNACK", "level.high": "DSUPR"}


def test_a_chain_of_causes_shows_the_first_only() -> None:
    top = limit_rule(id="level.top", value=30.0, suppresses=("level.very",))
    rig = Rig(limit_rule(), VERY, top)
    rig.levels((1_000, 35.0))
    rig.engine.tick(1_000)
    assert states(rig) == {"level.top": "UNACK", "level.very": "DSUPR", "level.high": "DSUPR"}


def test_a_loop_of_suppression_is_refused() -> None:
    loop = (limit_rule(suppresses=("level.very",)), VERY)
    with pytest.raises(ValueError, match="in a loop"):
        AlarmEngine(catalogue(*loop))


# -- announced again --------------------------------------------------------------------------------------------


def test_an_acknowledged_alarm_that_stands_is_announced_again_at_its_time() -> None:
    rig = Rig(limit_rule(realarm_ms=5_000))
    rig.levels((1_000, 11.0))
    rig.engine.acknowledge([rig.only()], "Mei", "", "", 2_000)
    rig.engine.tick(6_999)
    assert one(rig).state is AlarmState.ACKED
    rig.engine.tick(60_000)
    alarm = one(rig)
    assert (alarm.state, alarm.announced, alarm.acked_by) == (AlarmState.UNACK, 7_000, "")


def test_beneath_a_shelf_nothing_is_announced_again() -> None:
    rig = shelved(until=100_000, realarm_ms=5_000)
    act(rig, Verb.ACKNOWLEDGE, 2_500)
    rig.engine.tick(50_000)
    assert (one(rig).state, one(rig).inner) == (AlarmState.SHLVD, AlarmState.ACKED)
    act(rig, Verb.UNSHELVE, 60_000)
    rig.engine.tick(64_999)
    assert one(rig).state is AlarmState.ACKED
    rig.engine.tick(65_000)
    assert one(rig).state is AlarmState.UNACK


def test_a_rule_that_acknowledges_itself_leaves_nothing_when_it_clears() -> None:
    rig = Rig(limit_rule(self_acknowledging=True))
    rig.levels((1_000, 11.0), (2_000, 1.0))
    assert rig.engine.alarms == {}
    assert rig.happened()[-1] == (2_000, "cleared", "NORM")


def test_a_rule_that_has_become_more_urgent_announces_what_stands() -> None:
    rig = Rig(limit_rule())
    rig.levels((1_000, 11.0))
    rig.engine.acknowledge([rig.only()], "Mei", "", "", 2_000)
    journal = rig.engine.take_events()
    rig = Rig(limit_rule(priority=Priority.CRITICAL))
    rig.engine.restore(journal)
    rig.engine.raise_priorities(3_000)
    alarm = one(rig)
    assert (alarm.state, alarm.priority, alarm.announced) == (AlarmState.UNACK, Priority.CRITICAL, 3_000)


def test_what_has_returned_does_not_rise_in_priority() -> None:
    rig = Rig(limit_rule())
    rig.levels((1_000, 11.0), (2_000, 1.0))
    rig.engine.raise_priority(rig.only(), Priority.CRITICAL, 3_000)
    assert (one(rig).state, one(rig).priority) == (AlarmState.RTNUN, Priority.HIGH)
