"""Random days of alarms: situations part the alarms, their journal gives them back, the order of a beat is nothing."""

import json
import random
from dataclasses import replace

import msgspec
import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.situation import Member, Situation
from opscenter.domain.situation_book import SituationBook
from opscenter.domain.situation_cause import first_cause
from opscenter.domain.situation_groups import groups_of
from opscenter.domain.situation_orders import SituationOrders
from tests.support.situation_rig import T0, Town, alarm, parts_of

RULES = ("feeder", "lamp", "building", "rain", "channel", "road", "stranger")


def town_of(seed: int, all_stay: bool = False) -> tuple[Town, list[list[Alarm]]]:
    """A town with up to sixty alarms in some hours, by beat: raised, laid aside and back, over."""
    dice = random.Random(seed)
    town = Town()
    beats: list[list[Alarm]] = []
    standing: list[Alarm] = []
    clock = 0.0
    for number in range(dice.randint(2, 60)):
        clock += dice.choice((0, 0.5, 30, 400, 900))
        name = town.at(f"e{number}", dice.uniform(0, 6_000), dice.uniform(0, 2_000))
        raised = alarm(dice.choice(RULES), name, clock, priority=Priority(dice.randint(1, 4)))
        standing.append(raised)
        beats.append([raised])
        if standing and not all_stay and dice.random() < 0.4:
            one = standing.pop(dice.randrange(len(standing)))
            state = dice.choice((AlarmState.NORM, AlarmState.NORM, AlarmState.SHLVD))
            beats[-1].append(_changed(one, state, clock))
    return town, beats


def _changed(one: Alarm, state: AlarmState, at_s: float) -> Alarm:
    return replace(one, state=state, changed=max(one.changed, T0 + round(at_s * 1000)))


def check_partition(book: SituationBook) -> None:
    seen: set[str] = set()
    for situation in book.situations.values():
        assert len(situation.members) >= 2
        assert not seen & set(situation.members)
        seen |= set(situation.members)
        for occurrence in situation.members:
            assert book.situation_of(occurrence) is situation
        assert situation.cause == first_cause(situation.members, situation.causes)
        assert situation.priority == min(one.priority for one in situation.members.values())
        for effect, causes in situation.causes.items():
            assert {effect, *causes} <= set(situation.members)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
@example(2727)  # comes and goes within one beat, when the situation near it had long ended
def test_situations_part_the_alarms_and_nothing_is_lost(seed: int) -> None:
    town, beats = town_of(seed)
    lived: set[str] = set()
    for beat in beats:
        before = {occurrence: one.id for one in town.book.situations.values() for occurrence in one.members}
        town.take(*beat)
        check_partition(town.book)
        after = {occurrence: one.id for one in town.book.situations.values() for occurrence in one.members}
        closed = {entry.occurrence for entry in town.entries if entry.event == "situation-closed"}
        for occurrence, situation in before.items():
            assert occurrence in after or situation in closed
        lived |= set(after)
    told = {
        one["occurrence"]
        for entry in town.entries
        if entry.event in ("situation-opened", "situation-joined")
        for one in entry.details["members"]
    }
    assert told == lived


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
@example(1303023, False)  # raised and laid aside within one beat
def test_the_journal_applied_is_the_state(seed: int, all_stay: bool) -> None:
    town, beats = town_of(seed, all_stay)
    dice = random.Random(seed + 1)
    standing: dict[str, Alarm] = {}
    for beat in beats:
        town.take(*beat)
        for one in beat:
            if one.state is AlarmState.NORM:
                standing.pop(one.occurrence, None)
            else:
                standing[one.occurrence] = one
        if town.book.situations and dice.random() < 0.3:
            orders, situation = SituationOrders(town.book), dice.choice(list(town.book.situations.values()))
            at = situation.changed
            match dice.randint(0, 2):
                case 0:
                    orders.own(situation.id, dice.choice(("Ada", "")), "Ada", "desk", at)
                case 1:
                    orders.note(situation.id, "seen", "Ben", "desk", at)
                case _:
                    orders.check(situation.id, situation.first.rule, 0, dice.random() < 0.5, "Ada", "desk", at)
    town.entries += town.book.take_entries()
    stored = [msgspec.json.encode(entry).decode() for entry in town.entries]
    again = [msgspec.json.decode(fact, type=JournalEntry) for fact in stored]
    assert all(json.loads(fact)["event"].startswith("situation-") for fact in stored)
    book = town.new_book()
    assert book.restore(again, standing.values(), T0 + 10**9) == []
    assert {id_: _comparable(one) for id_, one in book.situations.items()} == {
        id_: _comparable(one) for id_, one in town.book.situations.items()
    }
    assert not book.take_entries()
    check_partition(book)
    # And it goes on in the same way, but for alarms in no situation that had left the list just before.
    if any(one.state is AlarmState.NORM for beat in beats for one in beat):
        return
    last = max(one.changed for beat in beats for one in beat)
    more = [alarm(rule, f"e{dice.randrange(len(town.places))}", (last - T0) / 1000 + 1) for rule in RULES[:-1]]
    for one in (town.book, book):
        one.take(more, last + 1_000)
    assert parts_of(book) == parts_of(town.book)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_the_order_within_a_beat_is_nothing(seed: int, order: int) -> None:
    town, beats = town_of(seed)
    raised = [one for beat in beats for one in beat if one.state is AlarmState.UNACK]
    shuffled = raised.copy()
    random.Random(order).shuffle(shuffled)
    books = [town.new_book(), town.new_book()]
    for book, alarms in zip(books, (raised, shuffled), strict=True):
        book.take(alarms, T0)
    assert books[0].take_entries() == books[1].take_entries()


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_in_whatever_beats_alarms_come_the_same_ones_belong_together(seed: int, cuts: int) -> None:
    """While nothing leaves the list and nothing is full, parts are those of the graph of links."""
    town, beats = town_of(seed)
    raised = [one for beat in beats for one in beat if one.state is AlarmState.UNACK]
    dice = random.Random(cuts)
    shuffled = raised.copy()
    dice.shuffle(shuffled)
    once, bit_by_bit = town.new_book(), town.new_book()
    once.take(raised, T0)
    while shuffled:
        size = dice.randint(1, 5)
        bit_by_bit.take(shuffled[:size], T0)
        shuffled = shuffled[size:]
    assert parts_of(once) == parts_of(bit_by_bit)
    firsts = [{one.first.occurrence for one in book.situations.values()} for book in (once, bit_by_bit)]
    opened = [{one.opened for one in book.situations.values()} for book in (once, bit_by_bit)]
    assert opened[0] == opened[1]
    if all(len(causes) < 8 for one in once.situations.values() for causes in one.causes.values()):
        assert firsts[0] == firsts[1]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 40), st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=60))
def test_groups_are_those_that_a_walk_finds(count: int, pairs: list[tuple[int, int]]) -> None:
    pairs = [(a % count, b % count) for a, b in pairs]
    near: dict[int, set[int]] = {place: {place} for place in range(count)}
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    expected = []
    for place in range(count):
        seen, ahead = set(), [place]
        while ahead:
            one = ahead.pop()
            if one not in seen:
                seen.add(one)
                ahead += near[one]
        expected.append(min(seen))
    a, b = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    assert groups_of(count, a, b).tolist() == expected


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30))
def test_the_first_cause_is_found_in_any_net_of_causes(count: int, pairs: list[tuple[int, int]]) -> None:
    members = {f"m{n}": Member(f"m{n}", "rule", f"e{n}", T0 + n % 3, Priority.LOW, 0.0, 0.0, {}) for n in range(count)}
    causes: dict[str, list[str]] = {}
    for cause, effect in pairs:
        if cause % count < effect % count:
            causes.setdefault(f"m{effect % count}", []).append(f"m{cause % count}")

    def behind(occurrence: str) -> set[str]:
        found = {effect for effect, of in causes.items() if occurrence in of}
        return found.union(*(behind(one) for one in found))

    roots = [one for one in members if one not in causes]
    best = min(roots, key=lambda one: (-len(behind(one)), members[one].since, one))
    assert first_cause(members, causes) == best


def test_a_loop_among_members_still_has_a_first() -> None:
    """Two tables of causes, before and after a change, may disagree."""
    members = {name: Member(name, "rule", name, T0, Priority.LOW, 0.0, 0.0, {}) for name in ("a", "b")}
    assert first_cause(members, {"a": ["b"], "b": ["a"]}) == "a"


def _comparable(one: Situation) -> str:
    return repr(one).replace("nan", "None")
