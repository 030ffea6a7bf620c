"""Which numbers a report plots, and their course: those that the gravest alarms of the span were about."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from opscenter.desk.errors import RefusedError
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.episodes import Episode, worst_first
from opscenter.domain.report import Course, Floats, Ints, ReportFacts
from opscenter.domain.rule import RuleKind

if TYPE_CHECKING:
    from opscenter.console.report.gathering import Asking

POINTS = 400


def chosen_points(episodes: list[Episode], until: int, most: int) -> list[tuple[str, str]]:
    """(entity, attribute) of numbers with alarms, gravest first; of one rule three places at most, so that a blackout
    does not fill the page with the same curve."""
    found: list[tuple[str, str]] = []
    of_rule: dict[str, int] = {}
    ranked = worst_first([one for one in episodes if not isinstance(one.value, str)], until)
    for one in sorted(ranked, key=lambda one: one.priority):
        key = one.entity, one.attribute
        if not one.attribute or one.value is None or key in found or of_rule.get(one.rule, 0) >= 3:
            continue
        of_rule[one.rule] = of_rule.get(one.rule, 0) + 1
        found.append(key)
        if len(found) == most:
            break
    return found


def courses_of(
    desk: "Asking", catalogue: Catalogue, facts: ReportFacts, most: int, progress: Callable[[float], None]
) -> list[Course]:
    """The courses, with limits and alarms of the span; a number that the station cannot tell is left out."""
    chosen = chosen_points(facts.episodes, facts.until, most)
    found = []
    for number, (entity, attribute) in enumerate(chosen):
        progress(number / len(chosen))
        course = course_of(desk, facts, entity, attribute)
        if course is None:
            continue
        kind = catalogue.kind(facts.types.get(entity, ""))
        if any(rule.kind is RuleKind.DEVIATION and rule.attribute == attribute for rule in kind.rules):
            course.usual = _usual(desk, facts, entity, attribute)
        found.append(course)
    return found


def course_of(desk: "Asking", facts: ReportFacts, entity: str, attribute: str) -> Course | None:
    """One number through the span; None when the station does not know it, or nothing of it."""
    try:
        answer, columns = desk.query(
            "series", entity=entity, attribute=attribute, **{"from": facts.since, "to": facts.until}, points=POINTS
        )
    except RefusedError:
        return None
    time: Ints = columns["time"].astype(np.int64)
    if "low" in columns:
        low, high, last = (columns[name].astype(np.float64) for name in ("low", "high", "last"))
    else:
        low = high = last = columns["value"].astype(np.float64)
    if not np.isfinite(low).any():
        return None
    mine = [one for one in facts.episodes if (one.entity, one.attribute) == (entity, attribute)]
    limits = sorted({float(one.limit) for one in mine if one.limit is not None})
    spans = [
        (max(facts.since, one.raised), min(facts.until, one.cleared or one.over or facts.until), int(one.priority))
        for one in sorted(mine, key=lambda one: -one.priority)  # the gravest is painted last, over the others
    ]
    gaps = [(int(a), int(b)) for a, b in answer.get("gaps", [])] + facts.away
    return Course(entity, attribute, time, low, high, last, tuple(limits[:6]), tuple(spans), tuple(gaps))


def _usual(desk: "Asking", facts: ReportFacts, entity: str, attribute: str) -> tuple[Ints, Floats, Floats] | None:
    try:
        _, columns = desk.query(
            "expectation", entity=entity, attribute=attribute, **{"from": facts.since, "to": facts.until}
        )
    except RefusedError:
        return None
    if not np.isfinite(columns["low"]).any():
        return None
    return columns["time"].astype(np.int64), columns["low"], columns["high"]
