"""The figures of `measures` out of the events of a journal."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from opscenter.domain.flood import TEN_MINUTES_MS, Flood, FloodWatch
from opscenter.domain.measures import (
    DAY_MS,
    ENOUGH_MS,
    AlarmHappening,
    Figure,
    Measures,
    Source,
    Station,
    Target,
    figure,
)

MINUTE_MS = 60_000
CHATTER_TIMES = 3
TOP = 10
ACTIVE = ("UNACK", "ACKED")
WAITING = ("UNACK", "RTNUN", "LTUNK")

_EEMUA = "EEMUA 191, ISA-18.2 (secondary sources)"
TARGETS = {
    "rate": Target(1.0, 2.0, _EEMUA),
    "peak": Target(10.0, 20.0, _EEMUA),
    "flood-share": Target(0.01, 0.05, _EEMUA),
    "standing": Target(10.0, 20.0, _EEMUA),
    "stale": Target(5.0, 10.0, _EEMUA),
    "chattering": Target(0.0, 0.0, _EEMUA),
    "top-ten": Target(0.05, 0.2, _EEMUA),
}


@dataclass(slots=True)
class _Life:
    """What is known of one occurrence while its events are walked through."""

    state: str = "NORM"
    active_since: int | None = None
    waiting_since: int | None = None


@dataclass(slots=True)
class _Walk:
    """What walking through a journal gathers."""

    announced: list[AlarmHappening] = field(default_factory=list)
    active_ms: float = 0.0
    stale: dict[str, int] = field(default_factory=dict)  # occurrence -> since when it was active
    stale_spans: list[tuple[int, int]] = field(default_factory=list)
    answers: list[tuple[str, str, int]] = field(default_factory=list)  # occurrence, desk, ms


def measure(events: Iterable[AlarmHappening], since: int, until: int) -> Measures:
    """All figures of the span [since, until), Unix ms. ValueError when it ends before it begins.

    `events` in the journal's order, from early enough on to tell which alarms stood at `since`; events at `until` or
    later do not count. A span cut off by `until` is measured as far as it goes.
    """
    if until <= since:
        raise ValueError("The span ends before it begins.")
    watch = FloodWatch()
    floods: list[Flood] = []
    lives: dict[str, _Life] = {}
    walk = _Walk()
    for event in sorted((one for one in events if one.at < until), key=lambda one: one.at):
        if event.announced:
            floods += watch.announced(event.at)
            if event.at >= since:
                walk.announced.append(event)
        _live(lives.setdefault(event.occurrence, _Life()), event, since, walk)
        if event.state == "NORM":
            del lives[event.occurrence]
    floods += watch.tick(until)
    if watch.current is not None:
        floods.append(watch.current)
    for occurrence, life in lives.items():
        if life.active_since is not None:
            _leave(life, occurrence, until, since, walk)
            life.active_since = until
    return _assemble(walk, lives, floods, since, until)


def _live(life: _Life, event: AlarmHappening, since: int, walk: _Walk) -> None:
    """Take an occurrence through one of its events."""
    if event.state in ACTIVE:
        if life.active_since is None:
            life.active_since = event.at
    elif life.active_since is not None:
        _leave(life, event.occurrence, event.at, since, walk)
        life.active_since = None
    if event.event == "acknowledged" and life.waiting_since is not None and event.at >= since:
        walk.answers.append((event.occurrence, event.desk, event.at - life.waiting_since))
    if event.announced:
        life.waiting_since = event.at
    elif event.state not in WAITING:
        life.waiting_since = None
    life.state = event.state


def _leave(life: _Life, occurrence: str, at: int, since: int, walk: _Walk) -> None:
    began = life.active_since or 0
    walk.active_ms += max(0, at - max(began, since))
    if at - began > DAY_MS and at > since:
        walk.stale[occurrence] = began
        walk.stale_spans.append((max(began + DAY_MS, since), at))


def _assemble(walk: _Walk, lives: dict[str, _Life], floods: list[Flood], since: int, until: int) -> Measures:
    span = until - since
    announced = walk.announced
    ids = [event.occurrence for event in announced]
    bins = [0] * math.ceil(span / TEN_MINUTES_MS)
    for event in announced:
        bins[(event.at - since) // TEN_MINUTES_MS] += 1
    busiest = bins.index(max(bins))
    flooded = [(max(one.began, since), one.ended or until) for one in floods if (one.ended or until) > since]
    in_flood = sum(end - start for start, end in flooded)
    waiting = [(name, life.waiting_since) for name, life in lives.items() if life.waiting_since is not None]
    answered = [delay for _, _, delay in walk.answers]
    sources, top = _sources(announced)
    chattering = _chattering(announced)
    standing = [name for name, life in lives.items() if life.state in ACTIVE]

    def targeted(name: str, value: float | None, unit: str, behind: list[str]) -> Figure:
        return figure(name, value, unit, behind, TARGETS[name])

    figures = [
        targeted("rate", len(announced) * TEN_MINUTES_MS / span, "1/10min", ids),
        targeted(
            "peak", float(bins[busiest]), "1/10min",
            [one.occurrence for one in announced if (one.at - since) // TEN_MINUTES_MS == busiest],
        ),
        targeted(
            "flood-share", in_flood / span, "share",
            [one.occurrence for one in announced if any(start <= one.at <= end for start, end in flooded)],
        ),
        targeted("standing", walk.active_ms / span, "count", standing),
        figure("standing-now", float(len(standing)), "count", standing),
        targeted("stale", float(_most_at_once(walk.stale_spans)), "count", list(walk.stale)),
        targeted("chattering", float(len(chattering)), "count", list(chain.from_iterable(chattering.values()))),
        targeted("top-ten", top if announced else None, "share", _of_sources(announced, sources)),
        figure("unacknowledged", float(len(waiting)), "count", [name for name, _ in waiting]),
        figure(
            "oldest-unacknowledged", float(until - min(at for _, at in waiting)) if waiting else None, "ms",
            [min(waiting, key=lambda one: one[1])[0]] if waiting else [],
        ),
        figure("acknowledge-median", percentile(answered, 0.5), "ms", [name for name, _, _ in walk.answers]),
        figure(
            "acknowledge-p90", percentile(answered, 0.9), "ms",
            [name for name, _, delay in walk.answers if delay >= (percentile(answered, 0.9) or 0)],
        ),
    ]  # fmt: skip
    for one in sources:
        one.chattered = len(chattering.get((one.rule, one.entity), ()))
    return Measures(
        since, until, span >= ENOUGH_MS, figures,
        priorities=dict(sorted(Counter(event.priority for event in announced).items())),
        sources=sources, desks=_desks(walk.answers), rate=bins, floods=[list(one) for one in flooded],
    )  # fmt: skip


def _sources(announced: list[AlarmHappening]) -> tuple[list[Source], float]:
    """The ten that announced most, and their share of all."""
    counts = Counter((event.rule, event.entity) for event in announced)
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:TOP]
    total = len(announced) or 1
    sources = [Source(rule, entity, count, count / total, 0) for (rule, entity), count in most]
    return sources, sum(one.count for one in sources) / total


def _of_sources(announced: list[AlarmHappening], sources: list[Source]) -> list[str]:
    wanted = {(one.rule, one.entity) for one in sources}
    return [event.occurrence for event in announced if (event.rule, event.entity) in wanted]


def _chattering(announced: list[AlarmHappening]) -> dict[tuple[str, str], list[str]]:
    """Rule and entity -> occurrences, where three or more activations fell within one minute."""
    times: dict[tuple[str, str], list[AlarmHappening]] = defaultdict(list)
    for event in announced:
        if event.event == "raised":
            times[event.rule, event.entity].append(event)
    found: dict[tuple[str, str], list[str]] = {}
    for source, raised in times.items():
        names: list[str] = []
        for start, last in enumerate(raised[CHATTER_TIMES - 1 :]):
            if last.at - raised[start].at <= MINUTE_MS:
                names += [one.occurrence for one in raised[start : start + CHATTER_TIMES]]
        if names:
            found[source] = list(dict.fromkeys(names))
    return found


def _most_at_once(spans: list[tuple[int, int]]) -> int:
    """The largest number of spans that share a moment."""
    most = now = 0
    for _, step in sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans]):
        now += step
        most = max(most, now)
    return most


def _desks(answers: list[tuple[str, str, int]]) -> list[Station]:
    by_desk: dict[str, list[int]] = defaultdict(list)
    for _, desk, delay in answers:
        by_desk[desk].append(delay)
    return [
        Station(desk, len(delays), percentile(delays, 0.5), percentile(delays, 0.9))
        for desk, delays in sorted(by_desk.items())
    ]


def percentile(values: list[int], share: float) -> float | None:
    """The smallest value that at least `share` of all do not exceed (nearest rank); None of none."""
    if not values:
        return None
    return float(sorted(values)[max(0, math.ceil(share * len(values)) - 1)])
