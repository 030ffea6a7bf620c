"""How many weather warnings are in force, and the severest of them."""

from collections.abc import Sequence

import numpy as np

from opscenter.domain.notice_watch import ENDS_BY_TIME, ENDS_BY_WORD, instant
from opscenter.domain.texts import Texts
from opscenter.figures.figure import FigureBase, Input, Output
from opscenter.figures.step import Step

KIND = "WarningsInForce"
ENTITY = "urn:ngsi-ld:WarningsInForce:city"
NAME: Texts = {"en": "Weather warnings in force", "zh_Hant": "生效天氣警告", "zh_Hans": "生效天气警告"}

SEVERITIES = ("none", "minor", "moderate", "severe", "extreme")
"""By rank, as CAP 1.2 (3.2.2) calls them."""
RANK = {
    **{"informational": 1, "low": 1, "minor": 1, "unknown": 1, "medium": 2, "moderate": 2},
    **{"high": 3, "severe": 3, "critical": 4, "extreme": 4},
}
"""Severities of Smart Data Models (dataModel.Alert) and of CAP 1.2; one that is neither counts as minor."""
OF_WEATHER = frozenset({"weather", "met"})
"""Categories (Smart Data Models, CAP) of alerts of a general kind that are about weather."""

_WORDS = ("msgType", "status", "urgency", "certainty", "responseType")
_TIMES = ("validTo", "expires")
_KINDS = ("WeatherAlert", "Alert")


class WarningsInForce(FigureBase):
    """Each minute. A warning is in force as `domain.notice_watch` says: until its own words or its own end say else."""

    name = "warnings"
    inputs = tuple(
        Input(kind, attribute, text=True) for kind in _KINDS for attribute in ("severity", "category", *_WORDS, *_TIMES)
    )
    outputs = (Output(KIND, "count", "C62"), Output(KIND, "rank", "C62"), Output(KIND, "severity"))
    own_types = (KIND,)
    always = True

    def take(self, step: Step) -> None:
        """Count."""
        ranks = [rank for kind in _KINDS for rank in _ranks(step, kind)]
        if not any(step.count(kind) for kind in _KINDS):
            return
        position = step.own(ENTITY, KIND, NAME)
        if position < 0:
            return
        highest, at = max(ranks, default=0), np.array([position], np.int64)
        step.put(KIND, "count", at, np.array([float(len(ranks))]))
        step.put(KIND, "rank", at, np.array([float(highest)]))
        step.put_text(KIND, "severity", position, SEVERITIES[highest])


def _ranks(step: Step, kind: str) -> list[int]:
    severities = step.texts(kind, "severity")
    if not any(severities):
        return []
    categories = step.texts(kind, "category")
    words = [(ENDS_BY_WORD[name.lower()], step.texts(kind, name)) for name in _WORDS]
    times = [step.texts(kind, name) for name in _TIMES if name.lower() in ENDS_BY_TIME]
    found = []
    for position in np.flatnonzero(step.rows(kind) >= 0).tolist():
        severity = (severities[position] or "none").strip().lower()
        if severity == "none" or (kind == "Alert" and _word(categories, position) not in OF_WEATHER):
            continue
        if any(_word(texts, position) in ends for ends, texts in words):
            continue
        ends = [instant(_word(texts, position)) for texts in times]
        if all(end is None or end > step.at for end in ends):
            found.append(RANK.get(severity, 1))
    return found


def _word(texts: Sequence[str | None], position: int) -> str:
    return (texts[position] or "").strip().lower()
