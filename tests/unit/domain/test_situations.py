"""Situations: what opens one, who joins, what becomes one, what the first cause is, when it is over."""

from dataclasses import replace

import pytest

from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.cause import Cause
from opscenter.domain.situation import MOST_MEMBERS
from opscenter.domain.situation_journal import SituationEvent
from opscenter.domain.situation_orders import SituationOrders
from tests.support.situation_rig import T0, Town, alarm, over

MIN = 60.0


@pytest.fixture
def town() -> Town:
    made = Town()
    for name, x in (("f1", 0.0), ("f2", 20_000.0)):
        made.at(name, x)
    for number in range(6):
        made.at(f"l{number}", 300.0 + 150.0 * number)
        made.at(f"b{number}", 100.0 * number)
    return made


def test_one_alarm_is_no_situation(town: Town) -> None:
    town.take(alarm("feeder", "f1"))
    town.take(alarm("lamp", "l0", 5 * MIN + 1))  # too late to be its effect
    assert not town.book.situations and not town.entries


def test_cause_and_effect_open_one_whichever_comes_first(town: Town) -> None:
    town.take(alarm("feeder", "f1", 0))
    town.take(alarm("building", "b1", 10))
    town.take(alarm("lamp", "l0", 20), alarm("building", "b2", 20))
    assert town.parts == {frozenset({"feeder/f1", "building/b1", "building/b2", "lamp/l0"})}
    other = Town()
    other.places = town.places
    other.take(alarm("building", "b1", 10))
    other.take(alarm("feeder", "f1", 12))
    (situation,) = other.book.situations.values()
    assert situation.first.rule == "feeder" and situation.opened == T0 + 10_000


def test_far_away_is_another_matter(town: Town) -> None:
    town.at("far", 20_100.0)
    town.take(alarm("feeder", "f1"), alarm("feeder", "f2"), alarm("building", "b0", 1), alarm("building", "far", 1))
    assert town.parts == {frozenset({"feeder/f1", "building/b0"}), frozenset({"feeder/f2", "building/far"})}


def test_an_unknown_place_is_near_nothing(town: Town) -> None:
    town.take(alarm("feeder", "f1"), alarm("building", "nowhere", 1))
    assert not town.parts


def test_alike_alarms_near_each_other_are_one_matter_without_a_cause_among_them(town: Town) -> None:
    town.take(*(alarm("lamp", f"l{number}", number) for number in range(5)))
    (situation,) = town.book.situations.values()
    assert len(situation.members) == 5 and not situation.causes
    assert situation.first.entity == "l0"


def test_the_effect_of_two_makes_them_one_and_the_older_goes_on(town: Town) -> None:
    table = (Cause("channel", ("road",), 500.0, 600_000), Cause("rain", ("channel",), 500.0, 600_000))
    town = Town(table)
    for name, x in (("c1", 0.0), ("c2", 800.0), ("r1", -300.0), ("r2", 1_100.0), ("road", 400.0)):
        town.at(name, x)
    town.take(alarm("rain", "r1", 0), alarm("channel", "c1", 5))
    town.take(alarm("rain", "r2", 10), alarm("channel", "c2", 15))
    older, younger = sorted(town.book.situations.values(), key=lambda one: one.opened)
    orders = SituationOrders(town.book)
    orders.own(younger.id, "Ada", "Ada", "desk", T0 + 16_000)
    orders.note(younger.id, "look at the culvert", "Ada", "desk", T0 + 17_000)
    town.take(alarm("road", "road", 20))
    (one,) = town.book.situations.values()
    assert one.id == older.id and len(one.members) == 5
    assert one.owner == "Ada" and [note.text for note in one.notes] == ["look at the culvert"]
    assert {entry.event for entry in town.entries} >= {SituationEvent.MERGED, SituationEvent.CLOSED}
    gone = next(entry for entry in town.entries if entry.event == SituationEvent.CLOSED)
    assert (gone.occurrence, gone.details) == (younger.id, {"into": older.id})
    # Whoever still names the younger one means the one that it has become part of.
    assert orders.note(younger.id, "dry again", "Ada", "desk", T0 + 30_000).id == older.id


def test_the_first_cause_is_the_root_with_the_most_behind_it(town: Town) -> None:
    for name, x in (("rain1", 0.0), ("rain2", 2_500.0), ("c1", 2_900.0), ("c2", 3_300.0), ("road", 3_700.0)):
        town.at(name, x)
    town.take(alarm("rain", "rain1", 0), alarm("channel", "c1", 60))
    (situation,) = town.book.situations.values()
    assert situation.first.entity == "rain1"
    town.take(alarm("rain", "rain2", 90), alarm("channel", "c2", 95), alarm("road", "road", 100))
    (situation,) = town.book.situations.values()
    assert situation.first.entity == "rain2"  # brings about both channels and with them the road


def test_priority_is_that_of_the_most_urgent(town: Town) -> None:
    town.take(alarm("feeder", "f1"), alarm("building", "b1", 1, priority=Priority.HIGH))
    (situation,) = town.book.situations.values()
    assert situation.priority is Priority.HIGH


def test_the_same_alarm_once_more_joins_but_opens_nothing(town: Town) -> None:
    town.take(alarm("feeder", "f2"))
    town.take(alarm("feeder", "f2", 60))
    assert not town.parts
    town.take(alarm("feeder", "f1"), alarm("building", "b1", 1))
    town.take(alarm("building", "b1", 40 * MIN))
    (situation,) = town.book.situations.values()
    assert len(situation.members) == 3


def test_laid_aside_it_neither_opens_nor_joins_until_it_is_back(town: Town) -> None:
    aside = alarm("building", "b1", 1, state=AlarmState.SHLVD)
    town.take(alarm("feeder", "f1"), aside)
    assert not town.parts
    town.take(replace(aside, state=AlarmState.ACKED, changed=T0 + 120_000))
    assert town.parts == {frozenset({"feeder/f1", "building/b1"})}
    listed = alarm("feeder", "f2")
    town.at("near", 20_100.0)
    town.take(listed)
    town.take(replace(listed, state=AlarmState.OOSRV, changed=T0 + 121_000))
    town.take(alarm("building", "near", 122))
    assert len(town.parts) == 1


def test_it_is_over_ten_minutes_after_its_last_alarm_has_left_the_list(town: Town) -> None:
    feeder, building = alarm("feeder", "f1"), alarm("building", "b1", 1)
    town.take(feeder, building)
    town.take(over(feeder, 60), over(building, 120))
    town.take(now_s=120 + 10 * MIN - 1)
    assert town.parts
    town.take(now_s=2_000)
    assert not town.parts
    closed = town.entries[-1]
    assert closed.event == SituationEvent.CLOSED and closed.at == T0 + 720_000
    # What comes now is another matter.
    town.take(alarm("lamp", "l0", 2_010))
    assert not town.parts


def test_an_alarm_that_comes_back_in_time_keeps_it_open(town: Town) -> None:
    feeder, building = alarm("feeder", "f1"), alarm("building", "b1", 1)
    town.take(feeder, building)
    town.take(over(feeder, 60), over(building, 60))
    town.take(alarm("building", "b1", 500), now_s=500)
    town.take(now_s=2_000)
    assert len(town.parts) == 1


def test_a_situation_is_bounded_and_the_rest_opens_another() -> None:
    town = Town()
    town.at("f1", 0.0)
    lamps = [alarm("building", town.at(f"b{n}", n % 50, n // 50), 1 + n / 10_000) for n in range(MOST_MEMBERS + 500)]
    town.take(alarm("feeder", "f1"), *lamps)
    sizes = sorted(len(one.members) for one in town.book.situations.values())
    assert sizes == [501, MOST_MEMBERS]


def test_attributes_join_what_refers_and_part_what_differs() -> None:
    table = (
        Cause("feeder", ("lamp",), 0.0, 60_000, refers="refFeeder"),
        Cause("rain", ("road",), 5_000.0, 60_000, same="areaServed"),
        Cause("level", ("danger",), 0.0, 60_000, same="id"),
    )
    town = Town(table)
    town.at("f1", 0.0)
    town.at("mine", 50_000.0, refFeeder="f1")
    town.at("other", 10.0, refFeeder="f2")
    town.at("rain", 0.0, areaServed="east")
    town.at("east", 100.0, areaServed="east")
    town.at("west", 100.0, areaServed="west")
    town.at("untold", 100.0)
    town.take(
        alarm("feeder", "f1"), alarm("lamp", "mine", 1), alarm("lamp", "other", 1), alarm("rain", "rain", 1),
        *(alarm("road", name, 2) for name in ("east", "west", "untold")),
        alarm("level", "g1"), alarm("danger", "g1", 3), alarm("danger", "g2", 3),
    )  # fmt: skip
    assert town.parts == {
        frozenset({"feeder/f1", "lamp/mine"}),
        frozenset({"rain/rain", "road/east"}),
        frozenset({"level/g1", "danger/g1"}),
    }


def test_what_people_do_is_refused_in_a_sentence_where_it_means_nothing(town: Town) -> None:
    town.take(alarm("feeder", "f1"), alarm("building", "b1", 1))
    (situation,) = town.book.situations
    orders = SituationOrders(town.book)
    for wrong, sentence in (
        (lambda: orders.own("nothing", "Ada", "Ada", "", T0), "no such situation"),
        (lambda: orders.own(situation, "Ada", " ", "", T0), "a name is needed"),
        (lambda: orders.own(situation, "A" * 201, "Ada", "", T0), "at most 200"),
        (lambda: orders.note(situation, "  ", "Ada", "", T0), "empty"),
        (lambda: orders.note(situation, "x" * 4_001, "Ada", "", T0), "at most 4,000"),
        (
            lambda: orders.check(situation, "lamp", 0, True, "Ada", "", T0),
            'no alarm of the situation is of the rule "lamp',
        ),
        (lambda: orders.check(situation, "feeder", -1, True, "Ada", "", T0), "no such step"),
    ):
        with pytest.raises(ValueError, match=sentence):
            wrong()
    assert not town.book.take_entries()
    for number in range(500):
        orders.note(situation, f"{number}", "Ada", "", T0)
    with pytest.raises(ValueError, match="500 notes already"):
        orders.note(situation, "one more", "Ada", "", T0)


def test_steps_are_ticked_by_somebody_and_the_tick_can_be_taken_away(town: Town) -> None:
    town.take(alarm("feeder", "f1"), alarm("building", "b1", 1))
    (situation,) = town.book.situations
    orders = SituationOrders(town.book)
    orders.check(situation, "feeder", 1, True, "Ada", "desk", T0 + 5_000)
    tick = town.book.situations[situation].ticks["feeder", 1]
    assert (tick.done, tick.by, tick.at) == (True, "Ada", T0 + 5_000)
    orders.check(situation, "feeder", 1, False, "Ben", "desk", T0 + 6_000)
    assert not town.book.situations[situation].ticks["feeder", 1].done
    assert [entry.by for entry in town.book.take_entries()] == ["Ada", "Ben"]


def test_the_table_may_name_no_rule_at_all() -> None:
    town = Town(())
    town.take(alarm("feeder", "f1"), alarm("lamp", "l0", 1))
    assert not town.parts
