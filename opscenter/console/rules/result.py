"""What came of a trial, as the station tells it, checked."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from opscenter.domain.alarm import Priority

MOST_LISTED = 10_000
MOST_BINS = 10_000

Bins = list[tuple[int, int, int, int]]
"""Alarms in equal parts of the span, by priority from critical to low."""


@dataclass(slots=True, frozen=True)
class Listed:
    """One alarm of a list: event time (Unix ms), rule, entity, priority, text in English."""

    at: int
    rule: str
    entity: str
    priority: Priority
    text: str


@dataclass(slots=True)
class TrialResult:
    """Alarms of the span [since, until), Unix ms, as they were and as the changed rules raise them; see
    `domain.rule_comparison`. `raw` is the answer itself, for a file."""

    since: int
    until: int
    before: int
    after: int
    both: int
    delay_ms: int | None
    latest: Listed | None
    rules: list[tuple[str, int, int]]
    gone: list[Listed]
    added: list[Listed]
    gone_count: int
    added_count: int
    bins: Bins
    bins_after: Bins
    raw: dict[str, Any] = field(default_factory=dict)


def read_result(raw: Any) -> TrialResult:
    """The result of an answer. ValueError when it is none."""
    try:
        latest, delay = raw.get("latest"), raw.get("delay_ms_max")
        return TrialResult(
            since=_ms(raw["since"]),
            until=_ms(raw["until"]),
            before=int(raw["before"]),
            after=int(raw["after"]),
            both=int(raw["both"]),
            delay_ms=None if delay is None else int(delay),
            latest=None if latest is None else _listed(latest),
            rules=[(str(one["rule"]), int(one["before"]), int(one["after"])) for one in raw["rules"][:MOST_LISTED]],
            gone=[_listed(one) for one in raw["gone"][:MOST_LISTED]],
            added=[_listed(one) for one in raw["added"][:MOST_LISTED]],
            gone_count=int(raw["gone_count"]),
            added_count=int(raw["added_count"]),
            bins=_bins(raw["bins"]),
            bins_after=_bins(raw["bins_after"]),
            raw=raw,
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ValueError(f"The station's answer cannot be read: {error!r}.") from None


def _ms(iso: str) -> int:
    return round(datetime.fromisoformat(iso).timestamp() * 1000)


def _listed(raw: Any) -> Listed:
    return Listed(
        _ms(raw["at"]), str(raw["rule"]), str(raw["entity"]), Priority(int(raw["priority"])), str(raw["text"])
    )


def _bins(raw: Any) -> Bins:
    return [(int(c), int(h), int(m), int(low)) for c, h, m, low in raw[:MOST_BINS]]
