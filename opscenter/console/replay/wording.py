"""Words for what is no live picture: the mode, what the clock of a replay does, what marks of a timeline tell."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.replay.state import Play, ReplayState
from opscenter.console.session import EXERCISE, REPLAY, Session

_translate = QCoreApplication.translate


def past_word(session: Session) -> str:
    """The word over map and plots: what is shown instead of the present; "" live."""
    review = _translate("Review", "REVIEW") if session.moment is not None else ""
    recorded = ""
    if session.mode == REPLAY:
        recorded = _translate("Replay", "REPLAY")
    elif session.mode == EXERCISE:
        recorded = _translate("Replay", "EXERCISE")
    return " · ".join(word for word in (recorded, review) if word)


def mode_name(session: Session) -> str:
    """The word beside the clock."""
    return {REPLAY: _translate("Replay", "Replay"), EXERCISE: _translate("Replay", "Exercise")}.get(session.mode, "")


def mode_sentence(session: Session) -> str:
    """What it means, for tooltips."""
    if session.mode == REPLAY:
        return _translate("Replay", "Everything shown is a recording. The city now is in another window.")
    if session.mode == EXERCISE:
        return _translate("Replay", "Everything shown is an exercise. What is done here reaches nothing outside of it.")
    return ""


def incident_title(session: Session) -> str:
    """The incident's title, else the file's name, else ""."""
    for name in ("title", "file"):
        told = session.incident.get(name)
        if isinstance(told, str) and told.strip():
            return " ".join(told.split())[:120]
    return ""


def state_text(replay: ReplayState) -> str:
    """What the clock of a replay does, in two or three words."""
    match replay.state:
        case Play.PLAYING:
            return _translate("Replay", "Playing")
        case Play.PAUSED:
            return _translate("Replay", "Paused")
        case Play.SEEKING:
            return _translate("Replay", "Going there …")
        case Play.PREPARING:
            return _translate("Replay", "Catching up {share} %").format(share=round(100 * replay.ready))
        case Play.ENDED:
            return _translate("Replay", "At the end")
