"""The alarm list without Qt: order, filters, what is hidden, and the hold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.console.alarms.acknowledging import PATIENCE_MS, Acknowledging
from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.filtering import AlarmFilter, Ledger
from opscenter.console.alarms.grouping import Grouping
from opscenter.console.alarms.ordering import SortKey
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from tests.support.fake_city import NOW, make_alarm


def _list() -> AlarmList:
    return AlarmList(lambda alarm: (alarm.text.get("en", ""), alarm.entity))


def _facts(*alarms: Alarm) -> dict[str, Alarm]:
    return {alarm.occurrence: alarm for alarm in alarms}


def _shown(alarms: AlarmList) -> list[str]:
    return [alarms.at(row).rule for row in range(len(alarms))]


def _many(count: int) -> dict[str, Alarm]:
    states = (AlarmState.UNACK, AlarmState.ACKED, AlarmState.RTNUN, AlarmState.SHLVD)
    return _facts(
        *(
            make_alarm(
                number,
                f"entity-{number % 37}",
                Priority(number % 4 + 1),
                state=states[number % 4 if number % 9 else 0],
                system=("traffic", "water")[number % 2],
                value=float(number % 11) if number % 5 else "burning",
            )
            for number in range(count)
        )
    )


def test_the_unacknowledged_come_first_then_the_urgent_then_the_newest() -> None:
    alarms = _list()
    alarms.update(
        _facts(
            make_alarm(1, "a", Priority.CRITICAL, state=AlarmState.ACKED),
            make_alarm(2, "a", Priority.LOW),
            make_alarm(3, "a", Priority.HIGH, since=NOW - 60_000),
            make_alarm(4, "a", Priority.HIGH, since=NOW - 1_000),
        )
    )
    assert _shown(alarms) == ["rule-4", "rule-3", "rule-2", "rule-1"]


def test_of_one_priority_what_still_stands_comes_before_what_has_returned() -> None:
    alarms = _list()
    alarms.update(
        _facts(
            make_alarm(1, "a", Priority.HIGH, state=AlarmState.RTNUN, since=NOW - 1_000),
            make_alarm(2, "a", Priority.HIGH, since=NOW - 60_000),
            make_alarm(3, "a", Priority.CRITICAL, state=AlarmState.RTNUN, since=NOW - 90_000),
        )
    )
    assert _shown(alarms) == ["rule-3", "rule-2", "rule-1"]
    assert (alarms.counts().active, alarms.counts().standing) == (3, 1)


@pytest.mark.parametrize("key", list(SortKey))
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_shows_every_alarm_once(key: SortKey, descending: bool) -> None:
    alarms = _list()
    alarms.update(_many(200))
    alarms.sort(key, descending)
    assert len(set(alarms.order.tolist())) == len(alarms) == alarms.counts().shown


def test_sorting_by_value_goes_by_size_with_texts_last_both_ways() -> None:
    alarms = _list()
    alarms.update(
        _facts(make_alarm(1, "a", value=9.0), make_alarm(2, "a", value=100.0), make_alarm(3, "a", value="tripped"))
    )
    alarms.sort(SortKey.VALUE, False)
    assert _shown(alarms) == ["rule-1", "rule-2", "rule-3"]
    alarms.sort(SortKey.VALUE, True)
    assert _shown(alarms) == ["rule-2", "rule-1", "rule-3"]


@settings(max_examples=60, deadline=None)
@given(
    words=st.sampled_from(["", "collapse 1", "entity-3", "nowhere"]),
    priorities=st.frozensets(st.sampled_from(list(Priority))),
    unacknowledged=st.booleans(),
    system=st.sampled_from(["", "traffic", "gas"]),
    ledger=st.sampled_from([Ledger.LIST, Ledger.SHELVED, Ledger.OUT_OF_SERVICE]),
    grouping=st.sampled_from(list(Grouping)),
    held=st.booleans(),
    more=st.integers(0, 40),
)
def test_shown_and_hidden_are_always_all(
    words: str,
    priorities: frozenset[Priority],
    unacknowledged: bool,
    system: str,
    ledger: Ledger,
    grouping: Grouping,
    held: bool,
    more: int,
) -> None:
    alarms = _list()
    facts = _many(120)
    alarms.update(facts)
    alarms.set_filter(AlarmFilter(words, priorities, unacknowledged, system, ledger))
    alarms.group_by(grouping)
    if held:
        alarms.hold()
    facts = dict(list(_many(120 + more).items())[more // 2 :])
    alarms.update(facts)
    counts = alarms.counts()
    assert counts.shown + counts.hidden == counts.listed
    assert counts.active + counts.laid_aside == len(facts)
    assert counts.listed == sum(Ledger.of(alarm.state) is ledger for alarm in facts.values())
    codes = alarms.rows.tolist()
    assert len(set(codes)) == len(codes), "no row twice"


def test_rows_stay_where_they_are_while_held_and_new_ones_wait_at_the_end() -> None:
    alarms = _list()
    facts = _facts(make_alarm(1, "a", Priority.LOW), make_alarm(2, "b", Priority.LOW))
    alarms.update(facts)
    before = _shown(alarms)
    alarms.hold()
    urgent = make_alarm(9, "c", Priority.CRITICAL)
    facts[urgent.occurrence] = urgent
    alarms.update(facts, [urgent.occurrence])
    assert _shown(alarms) == [*before, "rule-9"]
    assert alarms.waiting == 1
    assert alarms.release()
    assert _shown(alarms)[0] == "rule-9"
    assert alarms.waiting == 0


def test_an_alarm_that_goes_while_held_keeps_its_row_until_release() -> None:
    alarms = _list()
    first, second = make_alarm(1, "a"), make_alarm(2, "b")
    alarms.update(_facts(first, second))
    alarms.hold()
    alarms.update(_facts(second), [first.occurrence])
    assert len(alarms) == 2
    assert alarms.is_gone(_shown(alarms).index("rule-1"))
    assert alarms.counts().shown == 1
    alarms.release()
    assert _shown(alarms) == ["rule-2"]


def test_a_place_that_was_freed_is_not_given_away_in_the_same_beat() -> None:
    alarms = _list()
    first, second = make_alarm(1, "a"), make_alarm(2, "b")
    alarms.update(_facts(first))
    slot = int(alarms.order[0])
    alarms.update(_facts(second), [first.occurrence, second.occurrence])
    assert int(alarms.order[0]) != slot


def test_update_names_what_is_new_to_acknowledge() -> None:
    alarms = _list()
    alarm = make_alarm(1, "a")
    assert alarms.update(_facts(alarm)) == [alarm]
    assert alarms.update(_facts(alarm), [alarm.occurrence]) == []
    acknowledged = replace(alarm, state=AlarmState.ACKED)
    assert alarms.update(_facts(acknowledged), [alarm.occurrence]) == []
    assert alarms.update(_facts(alarm), [alarm.occurrence]) == [alarm]


def test_slots_are_used_again() -> None:
    alarms = _list()
    for number in range(3_000):
        alarm = make_alarm(number, "a")
        alarms.update(_facts(alarm))
    assert len(alarms) == 1
    assert int(np.max(alarms.order)) < 10


def test_an_acknowledgement_is_under_way_until_the_feed_says_so() -> None:
    sent: list[tuple[list[str], str]] = []
    model = Acknowledging(lambda occurrences, comment: sent.append((occurrences, comment)))
    alarm = make_alarm(1, "a")
    assert model.request([alarm, make_alarm(2, "a", state=AlarmState.ACKED)], "seen", NOW) == 1
    assert sent == [([alarm.occurrence], "seen")]
    assert model.request([alarm], "", NOW) == 0
    model.answered([alarm.occurrence], {"acknowledged": [alarm.occurrence], "refused": {}}, "")
    assert alarm.occurrence in model.under_way
    assert model.settle(_facts(alarm), NOW + 1) == []
    model.settle(_facts(replace(alarm, state=AlarmState.ACKED)), NOW + 2)
    assert not model.under_way


def test_an_acknowledgement_nobody_confirms_is_given_up_and_named() -> None:
    model = Acknowledging(lambda _occurrences, _comment: None)
    alarm = make_alarm(1, "a")
    model.request([alarm], "", NOW)
    assert model.settle(_facts(alarm), NOW + PATIENCE_MS + 1) == [alarm.occurrence]
    assert not model.under_way
