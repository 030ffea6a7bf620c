"""What became of learning: the state of it that people are shown, and its entry in the journal."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from opscenter.domain.journal_entry import JournalEntry


@dataclass(slots=True, frozen=True)
class LearningState:
    """How far learning has got. Times Unix ms, 0: not yet.

    `learning`: the history is being read just now, `progress` of it is done (0 to 1). `watched` cells are learnt
    about, `left_out` had no room; of `known` at least one hour of the week is known, `known_share` of all their hours.
    `weeks` is how many are remembered. `since` and `until`: what was measured between them counts. `trouble`: a
    sentence, where the history could not be read. `wide_until`: up to when the history of those counts that are learnt
    out of roll-ups, 0: there are none.
    """

    learning: bool = False
    progress: float = 0.0
    watched: int = 0
    left_out: int = 0
    known: int = 0
    known_share: float = 0.0
    weeks: int = 0
    learnt_at: int = 0
    since: int = 0
    until: int = 0
    digest: str = ""
    trouble: str = ""
    wide_until: int = 0


def state_of(facts: Mapping[str, Any]) -> LearningState:
    """The state that was kept; what is not understood is left out."""
    try:
        state = msgspec.convert(dict(facts), LearningState)
    except msgspec.ValidationError:
        return LearningState()
    return dataclasses.replace(state, learning=False, trouble="")


def usual_learnt(state: LearningState, since: int, now: int, *, kept: bool = False) -> JournalEntry:
    """The journal's entry of a usual that is in force from event time `since` on: a replay can learn it again from
    what was measured before `until`, and tell by the digest whether it is the same. `kept`: over a start, too."""
    figures = {"known": state.known, "watched": state.watched, "share": round(100 * state.known_share)}
    texts = {
        "en": "Learnt what is usual for {known} of {watched} series ({share} % of the hours of the week)",
        "zh_Hant": "已學習 {watched} 個序列中 {known} 個的慣常值（一週各小時的 {share} %）",
        "zh_Hans": "已学习 {watched} 个序列中 {known} 个的惯常值（一周各小时的 {share} %）",
    }
    told = ("digest", "since", "until", "watched", "left_out", "known", "known_share", "weeks", "wide_until")
    fields = dataclasses.asdict(state)
    return JournalEntry(
        event="usual-learnt",
        occurrence=state.digest,
        at=now,
        text={language: text.format(**figures) for language, text in texts.items()},
        details={"in_force": since, "kept": kept, **{name: fields[name] for name in told}},
    )
