"""How the parts of an exercise are called, in the console's language; and how its spans of time are written."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from opscenter.console.event_names import event_name
from opscenter.console.format import NOTHING, format_number
from opscenter.console.plain import one_line
from opscenter.console.training.case import InjectionState
from opscenter.console.training.log import Deed, Entry
from opscenter.console.training.score import Outcome
from opscenter.console.training.standing import Stage
from opscenter.domain.texts import Texts, in_language

Name = Callable[[str], str]
"""What an entity is called."""


def said(texts: Texts, language: str, limit: int = 300) -> str:
    """A text of an exercise as one line."""
    return one_line(in_language(texts, language), limit)


def listed(names: Iterable[str]) -> str:
    """Names one after the other, as the language parts them."""
    return QCoreApplication.translate("Report", ", ", "between items of a list").join(names)


def stage_name(stage: Stage) -> str:
    """Where an exercise is, in a word or two."""
    translate = QCoreApplication.translate
    return {
        Stage.PREPARING: translate("Training", "being prepared"),
        Stage.BRIEFING: translate("Training", "briefing"),
        Stage.RUNNING: translate("Training", "running"),
        Stage.FROZEN: translate("Training", "frozen"),
        Stage.OVER: translate("Training", "over"),
    }[stage]


def deed_name(deed: Deed) -> str:
    """What somebody did, as a legend and a row name it."""
    translate = QCoreApplication.translate
    return {
        Deed.RAISED: translate("Training", "alarm raised"),
        Deed.CLEARED: translate("Training", "cleared"),
        Deed.ACKNOWLEDGED: translate("Training", "acknowledged"),
        Deed.NOTED: translate("Training", "noted"),
        Deed.TICKED: translate("Training", "step ticked"),
        Deed.OWNED: translate("Training", "taken on"),
        Deed.SHELVED: translate("Training", "shelved"),
        Deed.UNSHELVED: translate("Training", "unshelved"),
        Deed.LOOKED: translate("Training", "looked at"),
        Deed.ALERTED: translate("Training", "alert drafted"),
        Deed.INJECTED: translate("Training", "injected"),
        Deed.TAKEN_BACK: translate("Training", "taken back"),
        Deed.INJECTION_OVER: translate("Training", "injection over"),
        Deed.BEGUN: translate("Training", "begun"),
        Deed.FROZEN: translate("Training", "frozen"),
        Deed.WENT_ON: translate("Training", "went on"),
        Deed.SPEED: translate("Training", "speed changed"),
        Deed.SAID: translate("Training", "message"),
        Deed.ENDED: translate("Training", "ended"),
        Deed.OTHER: translate("Training", "did something else"),
    }[deed]


def entry_name(entry: Entry) -> str:
    """What an entry of the log says was done."""
    return event_name(entry.event) if entry.deed is Deed.OTHER else deed_name(entry.deed)


def outcome_name(outcome: Outcome) -> str:
    """What became of something expected."""
    translate = QCoreApplication.translate
    return {
        Outcome.OPEN: translate("Training", "open"),
        Outcome.IN_TIME: translate("Training", "in time"),
        Outcome.LATE: translate("Training", "late"),
        Outcome.PARTLY: translate("Training", "in part"),
        Outcome.MISSED: translate("Training", "missed"),
        Outcome.NOT_RAISED: translate("Training", "alarm never came"),
    }[outcome]


def injection_kind_name(kind: str) -> str:
    """What an injection does to what arrives from the city."""
    translate = QCoreApplication.translate
    return {
        "alarm": translate("Training", "extra alarm"),
        "lie": translate("Training", "sensor lies"),
        "freeze": translate("Training", "sensor freezes"),
        "drop": translate("Training", "sensor drops out"),
        "delay": translate("Training", "delayed feed"),
        "public": translate("Training", "message from the public"),
    }.get(kind) or one_line(kind, 40)


def injection_state_name(state: InjectionState) -> str:
    """What has become of an injection."""
    translate = QCoreApplication.translate
    return {
        InjectionState.WAITING: translate("Training", "planned"),
        InjectionState.BY_HAND: translate("Training", "by hand"),
        InjectionState.STANDING: translate("Training", "standing"),
        InjectionState.OVER: translate("Training", "over"),
        InjectionState.TAKEN_BACK: translate("Training", "taken back"),
    }[state]


def response_kind_name(kind: str) -> str:
    """What sort of response is expected."""
    translate = QCoreApplication.translate
    return {
        "detect": translate("Training", "detect"),
        "acknowledge": translate("Training", "acknowledge"),
        "note": translate("Training", "note"),
        "check": translate("Training", "checklist"),
        "own": translate("Training", "take on"),
        "shelve": translate("Training", "shelve"),
        "alert": translate("Training", "alert the public"),
    }.get(kind) or one_line(kind, 40)


def clock_span(ms: int | None) -> str:
    """A span as a stopwatch shows it: "0:42", "12:05", "1:02:05"; "–" for none. Before the beginning it has a minus."""
    if ms is None:
        return NOTHING
    seconds = abs(round(ms / 1000))
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    sign = "\u2212" if ms < -499 else ""
    return f"{sign}{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{sign}{minutes}:{seconds:02d}"


def points_text(points: float) -> str:
    """Points of a score, with a decimal where they have one."""
    return format_number(points, 0 if abs(points - round(points)) < 0.005 else 1)


def points_of(points: float, of: float) -> str:
    """ "12 / 15"."""
    return f"{points_text(points)} / {points_text(of)}"
