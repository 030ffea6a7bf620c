"""Two runs of an exercise beside each other: what was other, criterion by criterion. No Qt but the words."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from opscenter.console.plain import one_line
from opscenter.console.training.run import Run
from opscenter.console.training.score import Outcome, ScoredResponse, ScoredWrong
from opscenter.console.training.wording import clock_span, outcome_name, points_text, said

SAME_WITHIN_MS = 1_000
"""Two times that are no further apart than this are the same."""


class Trend(IntEnum):
    """How this run compares with the earlier one."""

    WORSE = -1
    SAME = 0
    BETTER = 1


@dataclass(slots=True, frozen=True)
class Difference:
    """One criterion in both runs: what it is, how it was now and then, and the points between. `key`: of the criterion.
    `quicker_ms`: how much sooner it was done (later if negative), None where one of them was not done."""

    key: str
    text: str
    now: str
    earlier: str
    points: float
    trend: Trend
    quicker_ms: int | None = None

    @property
    def sentence(self) -> str:
        """Such as "Acknowledge the low pressure: late (1:09), before missed; +3 points"."""
        translate = QCoreApplication.translate
        told = translate("Training", "{text}: {now}, before {earlier}").format(
            text=self.text, now=self.now, earlier=self.earlier
        )
        if self.points:
            sign = "+" if self.points > 0 else "\u2212"
            told = translate("Training", "{told}; {points} points").format(
                told=told, points=f"{sign}{points_text(abs(self.points))}"
            )
        return told


def compare(now: Run, earlier: Run, language: str) -> list[Difference]:
    """All criteria of either run that were not the same in both: those that cost or brought most first."""
    found = [*_responses(now, earlier, language), *_wrongs(now, earlier, language)]
    return sorted(found, key=lambda one: (-abs(one.points), -abs(one.quicker_ms or 0)))


def same_exercise(now: Run, earlier: Run) -> bool:
    """Whether it was the same exercise that was worked."""
    return now.case.id == earlier.case.id


def totals_told(now: Run, earlier: Run) -> str:
    """How the whole compares, in a sentence."""
    translate = QCoreApplication.translate
    points = now.score.points - now.score.lost
    before = earlier.score.points - earlier.score.lost
    told = translate("Training", "{points} points of {of}, in the earlier run {before} of {before_of}.")
    return told.format(
        points=points_text(points), of=points_text(now.score.of), before=points_text(before),
        before_of=points_text(earlier.score.of),
    )  # fmt: skip


def times_told(now: Run, earlier: Run) -> list[str]:
    """How the medians compare, a sentence each."""
    translate = QCoreApplication.translate
    pairs = (
        (translate("Training", "Detected after"), now.score.detect_ms, earlier.score.detect_ms),
        (translate("Training", "Acknowledged after"), now.score.acknowledge_ms, earlier.score.acknowledge_ms),
        (translate("Training", "First right action after"), now.score.first_action_ms, earlier.score.first_action_ms),
    )
    told = translate("Training", "{what} {now}, in the earlier run {earlier} (median).")
    return [
        told.format(what=what, now=clock_span(one), earlier=clock_span(other))
        for what, one, other in pairs
        if one is not None or other is not None
    ]


def _responses(now: Run, earlier: Run, language: str) -> list[Difference]:
    translate = QCoreApplication.translate
    none = translate("Training", "not part of it")
    made = []
    others = {one.id: one for one in earlier.score.responses}
    for one in now.score.responses:
        other = others.pop(one.id, None)
        text = said(one.text, language, 160) or one.id
        if other is None:
            made.append(Difference(one.id, text, _told(one), none, 0.0, Trend.SAME))
            continue
        points = round(one.points - other.points, 6)
        quicker = other.took_ms - one.took_ms if one.took_ms is not None and other.took_ms is not None else None
        same_time = quicker is None or abs(quicker) <= SAME_WITHIN_MS
        if not points and one.outcome is other.outcome and same_time:
            continue
        made.append(Difference(one.id, text, _told(one), _told(other), points, _trend(points, quicker), quicker))
    for other in others.values():
        text = said(other.text, language, 160) or other.id
        made.append(Difference(other.id, text, none, _told(other), 0.0, Trend.SAME))
    return made


def _told(one: ScoredResponse) -> str:
    name = outcome_name(one.outcome)
    if one.took_ms is None or one.outcome is Outcome.NOT_RAISED:
        return name
    by = f", {one_line(one.by, 40)}" if one.by else ""
    return f"{name} ({clock_span(one.took_ms)}{by})"


def _trend(points: float, quicker: int | None) -> Trend:
    if points:
        return Trend.BETTER if points > 0 else Trend.WORSE
    if quicker:
        return Trend.BETTER if quicker > 0 else Trend.WORSE
    return Trend.SAME


def _wrongs(now: Run, earlier: Run, language: str) -> list[Difference]:
    made = []
    mine = {one.id: one for one in now.score.wrong}
    theirs = {one.id: one for one in earlier.score.wrong}
    for key in dict.fromkeys([*mine, *theirs]):
        one, other = mine.get(key), theirs.get(key)
        count, before = _times(one), _times(other)
        if count == before:
            continue
        points = (other.lost if other is not None else 0.0) - (one.lost if one is not None else 0.0)
        known = one or other
        assert known is not None
        text = said(known.text, language, 160) or key
        trend = Trend.BETTER if count < before else Trend.WORSE
        made.append(Difference(key, text, _count_told(count), _count_told(before), points, trend))
    return made


def _times(wrong: ScoredWrong | None) -> int:
    return len(wrong.times) if wrong is not None else 0


def _count_told(count: int) -> str:
    if not count:
        return QCoreApplication.translate("Training", "never")
    return QCoreApplication.translate("Training", "%n time(s)", "", count)
