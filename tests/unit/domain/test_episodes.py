"""What a report counts, against lives of alarms made up here and counted the long way."""

import random
from dataclasses import dataclass, replace
from operator import attrgetter

import pytest

from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.episodes import (
    Happening,
    by_priority,
    episodes_of,
    most_frequent,
    worst_first,
    worst_moment,
)
from opscenter.domain.report import DAY_MS, span_trouble
from tests.support.fake_city import NOW, make_alarm

HOUR_MS = 3_600_000
SINCE, UNTIL = NOW, NOW + 8 * HOUR_MS


@dataclass
class Life:
    """An alarm as it truly was; 0: that did not happen within the span."""

    number: int
    priority: int
    raised: int
    acked: int
    cleared: int

    @property
    def occurrence(self) -> str:
        return f"occurrence-{self.number}"

    def stood_at(self, at: int) -> bool:
        return self.raised <= at and not (self.cleared and self.cleared <= at)

    @property
    def end(self) -> AlarmState:
        if self.cleared and self.acked:
            return AlarmState.NORM
        if self.cleared:
            return AlarmState.RTNUN
        return AlarmState.ACKED if self.acked else AlarmState.UNACK


def lives(seed: int, count: int) -> list[Life]:
    chance = random.Random(seed)
    made = []
    for number in range(count):
        raised = chance.randrange(SINCE + 1, UNTIL - 10, 2)
        later = sorted(chance.sample(range(raised + 1, UNTIL), 2))
        acked, cleared = chance.choice(((0, 0), (later[0], 0), (0, later[0]), tuple(later), tuple(reversed(later))))
        made.append(Life(number, chance.randrange(1, 5), raised, acked, cleared))
    return made


def journal(all_lives: list[Life]) -> list[Happening]:
    events: list[Happening] = []
    for life in all_lives:
        common = {"occurrence": life.occurrence, "entity": f"urn:{life.number % 7}", "rule": f"rule-{life.number % 5}"}
        state = AlarmState.UNACK
        events.append(Happening(0, life.raised, 0, event="raised", state=state, priority=life.priority, **common))
        for at, event in sorted(((life.acked, "acknowledged"), (life.cleared, "cleared"))):
            if at:
                if event == "acknowledged":
                    state = AlarmState.NORM if state is AlarmState.RTNUN else AlarmState.ACKED
                else:
                    state = AlarmState.NORM if state is AlarmState.ACKED else AlarmState.RTNUN
                by = "Lam" if event == "acknowledged" else ""
                events.append(Happening(0, at, 0, event=event, state=state, by=by, **common))
    events.sort(key=attrgetter("at"))
    return [replace(one, id=number, wall=one.at + 3) for number, one in enumerate(events, 1)]


@pytest.mark.parametrize("seed", range(8))
def test_every_alarm_is_as_it_was(seed: int) -> None:
    truth = lives(seed, 120)
    found = {one.occurrence: one for one in episodes_of([], journal(truth))}
    assert len(found) == len(truth)
    for life in truth:
        one = found[life.occurrence]
        assert (one.raised, one.acked_at, one.cleared, one.state) == (life.raised, life.acked, life.cleared, life.end)
        assert one.response_ms == (life.acked - life.raised if life.acked else None)
        assert one.unanswered == (not life.acked)
        assert one.announced and not one.earlier
    counted = by_priority(found.values())
    assert counted == {grade: sum(1 for life in truth if life.priority == grade) for grade in Priority}


@pytest.mark.parametrize("seed", range(8))
def test_the_worst_moment_is_the_first_with_the_gravest_standing(seed: int) -> None:
    truth = lives(seed, 60)
    best: tuple[tuple[int, ...], int] | None = None
    for at in sorted({time for life in truth for time in (life.raised, life.cleared) if time}):
        standing = tuple(
            sum(1 for life in truth if life.priority == grade and life.stood_at(at)) for grade in (1, 2, 3, 4)
        )
        if best is None or standing > best[0]:
            best = standing, at
    assert best is not None
    worst = worst_moment([], journal(truth), SINCE)
    assert worst is not None and (worst.standing, worst.at) == best
    assert worst.wall == worst.at + 3


def test_nothing_stood() -> None:
    assert worst_moment([], [], SINCE) is None
    assert by_priority([]) == dict.fromkeys(Priority, 0)


def test_what_stood_before_is_told_apart_from_what_is_new() -> None:
    before = make_alarm(1, "urn:a", Priority.CRITICAL, since=SINCE - HOUR_MS, respond_s=60)
    quiet = make_alarm(2, "urn:b", Priority.LOW, state=AlarmState.SHLVD, inner=AlarmState.UNACK)
    answered = Happening(
        1, SINCE + 10, SINCE + 10, before.occurrence, "acknowledged", "ACKED", by="Lam", comment="seen"
    )
    one, other = episodes_of([before, quiet], [answered])
    assert one.earlier and not one.announced and one.acked_by == "Lam" and one.comment == "seen"
    assert one.late(UNTIL) and one.stands
    assert not other.stands and not other.unanswered and other.late(UNTIL) is None
    worst = worst_moment([before, quiet], [answered], SINCE)
    assert worst is not None and worst.standing == (1, 0, 0, 0) and worst.at == SINCE


def test_one_that_is_laid_aside_from_its_beginning_asked_nobody() -> None:
    (one,) = episodes_of([], [Happening(1, SINCE, SINCE, "a", "raised", "DSUPR", rule="r", priority=1)])
    assert not one.announced and not one.stands and not one.unanswered


def test_a_beginning_that_is_not_known_does_not_hide_an_alarm() -> None:
    (one,) = episodes_of([], [Happening(1, SINCE + 5, SINCE + 5, "a", "cleared", "RTNUN", priority=9)])
    assert one.earlier and one.cleared == SINCE + 5 and one.priority is Priority.LOW and one.unanswered


def test_the_time_to_respond_is_judged_by_the_answer_and_by_waiting() -> None:
    def raised(occurrence: str) -> Happening:
        return Happening(1, SINCE, SINCE, occurrence, "raised", "UNACK", rule="r", priority=2)

    slow = Happening(2, SINCE + 61_000, SINCE, "slow", "acknowledged", "ACKED", by="Ho")
    quick = Happening(3, SINCE + 59_000, SINCE, "quick", "acknowledged", "ACKED", by="Ho")
    gone = Happening(4, SINCE + 500_000, SINCE, "gone", "cleared", "NORM")
    found = episodes_of(
        [], [raised("slow"), raised("quick"), raised("gone"), raised("waits"), slow, quick, gone], {"r": 60}
    )
    assert [one.late(UNTIL) for one in found] == [True, False, None, True]
    assert found[3].late(SINCE + 30_000) is False
    assert next(one.occurrence for one in worst_first(found, UNTIL)) == "waits"


def test_most_frequent_counts_what_was_announced_in_the_span() -> None:
    times = {"a": 5, "b": 3, "c": 1}
    events = [
        Happening(
            number, SINCE + number, SINCE, f"{name}{number}", "raised", "UNACK", entity=name, rule="r", priority=3
        )
        for number, name in enumerate(name for name, count in times.items() for _ in range(count))
    ]
    events.append(Happening(99, SINCE, SINCE, "quiet", "raised", "SHLVD", entity="a", rule="r", priority=1))
    assert [(entity, count) for _, entity, count, _ in most_frequent(episodes_of([], events))] == list(times.items())


@pytest.mark.parametrize(
    ("since", "until", "trouble"),
    [
        (NOW - 10, NOW, ""),
        (NOW - 10, NOW + DAY_MS, ""),
        (NOW, NOW, "empty"),
        (NOW, NOW - 5, "empty"),
        (NOW, NOW + 5, "future"),
        (NOW - 31 * DAY_MS, NOW, ""),
        (NOW - 31 * DAY_MS - 1, NOW, "long"),
    ],
)
def test_what_is_wrong_with_a_span(since: int, until: int, trouble: str) -> None:
    assert span_trouble(since, until, NOW) == trouble
