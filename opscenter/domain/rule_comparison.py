"""What changed rules would have raised against what was raised: alarm by alarm. Pure."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

MATCH_MS = 1_800_000
"""Two alarms of one rule on one entity are the same alarm, sooner or later, when they are at most so far apart."""


@dataclass(slots=True, frozen=True, order=True)
class Activation:
    """An alarm that was, or would have been, raised: event time (Unix ms), rule, entity, priority (1 to 4), text."""

    at: int
    rule: str
    entity: str
    priority: int = 4
    text: str = ""


@dataclass(slots=True)
class RuleChange:
    """How many alarms one rule raised before and would raise after."""

    rule: str
    before: int
    after: int


@dataclass(slots=True)
class RuleComparison:
    """Alarms of a span [since, until), Unix ms, before and after a change of rules.

    `gone`: raised before, not after. `added`: the other way round. `delays`: of those raised both times, how much
    later (ms; negative: sooner) each comes. `latest`: the one that comes latest, with its delay, None without any.
    """

    since: int
    until: int
    before: int
    after: int
    rules: list[RuleChange] = field(default_factory=list)
    gone: list[Activation] = field(default_factory=list)
    added: list[Activation] = field(default_factory=list)
    delays: list[int] = field(default_factory=list)
    latest: Activation | None = None
    latest_delay: int = 0

    def sentence(self) -> str:
        """For people, in English: "340 -> 12 alarms, latest true alarm 8 s later"."""
        told = f"{self.before} -> {self.after} alarms"
        if self.latest is None:
            return f"{told}, none of them raised both times"
        seconds = abs(self.latest_delay) / 1000
        if self.latest_delay > 0:
            return f"{told}, latest true alarm {seconds:g} s later"
        if self.latest_delay < 0:
            return f"{told}, every true alarm sooner, by {seconds:g} s at least"
        return f"{told}, no true alarm later"


def compare(before: Iterable[Activation], after: Iterable[Activation], since: int, until: int) -> RuleComparison:
    """Match alarms of the same rule and entity, one to one, in order of time, if they are within MATCH_MS.

    An alarm raised both times counts as a true one: what the change takes away is what it is for, what it adds is new.
    """
    old = sorted(one for one in before if since <= one.at < until)
    new = sorted(one for one in after if since <= one.at < until)
    by_point: dict[tuple[str, str], deque[Activation]] = defaultdict(deque)
    for one in new:
        by_point[one.rule, one.entity].append(one)
    found = RuleComparison(since, until, len(old), len(new))
    matched: set[int] = set()
    for one in old:
        candidates = by_point[one.rule, one.entity]
        while candidates and candidates[0].at < one.at - MATCH_MS:
            candidates.popleft()
        if not candidates or candidates[0].at > one.at + MATCH_MS:
            found.gone.append(one)
            continue
        mate = candidates.popleft()
        matched.add(id(mate))
        delay = mate.at - one.at
        found.delays.append(delay)
        if found.latest is None or delay > found.latest_delay:
            found.latest, found.latest_delay = mate, delay
    found.added = [one for one in new if id(one) not in matched]
    counts_before, counts_after = Counter(one.rule for one in old), Counter(one.rule for one in new)
    for rule in sorted(counts_before | counts_after):
        found.rules.append(RuleChange(rule, counts_before[rule], counts_after[rule]))
    found.rules.sort(key=lambda one: -abs(one.after - one.before))
    return found
