"""The measures against an independent calculation: second by second, over a synthetic journal."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from opscenter.domain.flood import FloodWatch
from opscenter.domain.measures import DAY_MS, AlarmHappening
from opscenter.domain.measuring import measure, percentile

S = 1_000


def happening(at: int, occurrence: str, event: str, state: str, **more: object) -> AlarmHappening:
    given_fields: dict[str, object] = {"rule": "r", "entity": "e", "system": "water", "priority": 3, **more}
    return AlarmHappening(at * S, occurrence, event=event, state=state, **given_fields)  # type: ignore[arg-type]


@st.composite
def journals(draw: st.DrawFn) -> list[AlarmHappening]:
    """Lives of alarms on whole seconds of two hours: raised, perhaps acknowledged, perhaps cleared, in either order."""
    events = []
    for number in range(draw(st.integers(0, 40))):
        name, at = f"o{number}", draw(st.integers(0, 7_000))
        more = {
            "rule": draw(st.sampled_from(["a", "b"])),
            "entity": draw(st.sampled_from(["x", "y", "z"])),
            "priority": draw(st.integers(1, 4)),
        }
        events.append(happening(at, name, "raised", "UNACK", **more))
        state = "UNACK"
        for step in draw(st.lists(st.sampled_from(["ack", "clear", "again"]), max_size=4)):
            at += draw(st.integers(0, 900))
            if step == "ack" and state in ("UNACK", "RTNUN"):
                state = "ACKED" if state == "UNACK" else "NORM"
                events.append(happening(at, name, "acknowledged", state, desk=draw(st.sampled_from("12")), **more))
            elif step == "clear" and state in ("UNACK", "ACKED"):
                state = "RTNUN" if state == "UNACK" else "NORM"
                events.append(happening(at, name, "cleared", state, **more))
            elif step == "again" and state == "ACKED":
                state = "UNACK"
                events.append(happening(at, name, "realarmed", state, **more))
            if state == "NORM":
                break
    return sorted(events, key=lambda event: event.at)


@settings(max_examples=150, deadline=None)
@given(journals(), st.integers(0, 4_000), st.integers(601, 4_000))
def test_equal_to_a_calculation_second_by_second(events: list[AlarmHappening], start: int, length: int) -> None:
    end = start + length
    found = measure(events, start * S, end * S)
    inside = [event for event in events if event.state == "UNACK" and start <= event.at // S < end]

    # Rate: counted by bins of 600 s from the start on.
    assert found.rate == [sum(low <= event.at // S < low + 600 for event in inside) for low in range(start, end, 600)]
    assert found.figure("peak").value == max(found.rate)
    assert found.figure("rate").value == pytest.approx(len(inside) * 600 / length)

    # Standing: in how many seconds it stood, each alarm's state found anew for each second.
    def state_at(occurrence: str, second: int) -> str:
        states = [event.state for event in events if event.occurrence == occurrence and event.at // S <= second]
        return states[-1] if states else "NORM"

    names = {event.occurrence for event in events}
    seconds = range(start, end, 7)  # every seventh is enough to tell, within what that leaves out
    stood = sum(state_at(name, second) in ("UNACK", "ACKED") for name in names for second in seconds)
    assert found.figure("standing").value == pytest.approx(stood * 7 / length, abs=len(names) * 14 / length + 1e-9)
    now = [name for name in names if state_at(name, end - 1) in ("UNACK", "ACKED") and _last(events, name, end)]
    assert found.figure("standing-now").value == len(now)

    # Priorities and sources.
    assert found.priorities == dict(Counter(event.priority for event in inside))
    by_source = Counter((event.rule, event.entity) for event in inside)
    assert {(one.rule, one.entity): one.count for one in found.sources} == dict(by_source)

    # Chattering: any three activations of one source within a minute.
    chattering = set()
    raised = [event for event in inside if event.event == "raised"]
    for three in combinations(raised, 3):
        same = len({(event.rule, event.entity) for event in three}) == 1
        if same and max(event.at for event in three) - min(event.at for event in three) <= 60 * S:
            chattering.add((three[0].rule, three[0].entity))
    assert found.figure("chattering").value == len(chattering)

    # Time to acknowledge: from the newest announcement before it.
    delays = []
    for event in events:
        if event.event == "acknowledged" and start <= event.at // S < end:
            told = [
                one for one in events[: events.index(event)]
                if one.occurrence == event.occurrence and one.state == "UNACK"
            ]  # fmt: skip
            delays.append(event.at - told[-1].at)
    assert sum(one.acknowledged for one in found.desks) == len(delays)
    assert found.figure("acknowledge-median").value == percentile(delays, 0.5)


def _last(events: list[AlarmHappening], name: str, end: int) -> bool:
    """Whether the occurrence has not left in the very second before the end."""
    mine = [event for event in events if event.occurrence == name and event.at < end * S]
    return bool(mine) and mine[-1].state in ("UNACK", "ACKED")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 4_000), max_size=60).map(sorted))
@example([0] * 6 + [460] + [461] * 4 + [1_060])
def test_floods_second_by_second(times: list[int]) -> None:
    watch, floods = FloodWatch(), []
    for at in times:
        floods += watch.tick(at * S)
        floods += watch.announced(at * S)
    floods += watch.tick(10_000 * S)
    assert watch.current is None
    spans, began = [], None
    for second in range(6_000):
        rate = sum(second - 600 < at <= second for at in times)
        if began is None and rate > 10:
            began = second
        elif began is not None and rate < 5:
            spans.append((began, second))
            began = None
    assert [(flood.began // S, flood.ended // S) for flood in floods] == spans


def test_a_flood_counts_what_was_announced_in_it() -> None:
    watch = FloodWatch()
    for second in range(12):
        assert watch.announced(second * S) == []
    assert watch.current is not None
    assert (watch.current.began, watch.current.announced) == (10 * S, 12)


def test_times_that_go_back_count_as_of_the_newest() -> None:
    watch = FloodWatch()
    watch.announced(100 * S)
    watch.announced(20 * S)
    assert watch.rate == 2
    watch.tick(699 * S)
    assert watch.rate == 2
    watch.tick(700 * S)
    assert watch.rate == 0


def test_what_stood_longer_than_a_day_is_stale_and_shorter_spans_say_so() -> None:
    events = [happening(0, "old", "raised", "UNACK"), happening(90_000, "new", "raised", "UNACK")]
    found = measure(events, 86_400 * S, 100_000 * S)
    assert found.figure("stale").value == 1
    assert found.figure("stale").behind == ["old"]
    assert found.figure("stale").verdict == "good"
    assert not found.enough
    assert measure(events, 0, 30 * DAY_MS).enough


def test_laid_aside_alarms_announce_nothing() -> None:
    events = [
        happening(5, "o", "raised", "SHLVD"),
        happening(9, "o", "shelf-ended", "UNACK"),
    ]
    found = measure(events, 0, 20 * S)
    assert found.rate == [1]
    assert found.figure("standing").value == pytest.approx(11 / 20)


def test_nothing_happened() -> None:
    found = measure([], 0, 3_600 * S)
    assert found.figure("rate").value == 0
    assert found.figure("top-ten").value is None
    assert found.figure("top-ten").verdict == ""
    assert found.figure("acknowledge-median").value is None
    with pytest.raises(ValueError, match="ends before it begins"):
        measure([], 5, 5)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([], 0.5, None), ([7], 0.9, 7), ([3, 1, 2, 4], 0.5, 2), (list(range(1, 11)), 0.9, 9)],
)
def test_percentiles_by_nearest_rank(values: list[int], share: float, expected: float | None) -> None:
    assert percentile(values, share) == expected
