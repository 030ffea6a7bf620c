"""How exactly the moment shown is known, in a sentence; none where it is known as it was."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_date_time, format_time
from opscenter.console.session import Session

_DAY_MS = 86_400_000


def how_exact(session: Session) -> str:
    """Of a moment before anything was recorded, without a station, with a hole in the recording, or so long ago that
    what came after a kept state is gone; "" otherwise, and live."""
    told, at = session.mirror.past, session.moment
    if told is None or at is None:
        return ""
    translate = QCoreApplication.translate

    def time(ms: int) -> str:
        near = abs(ms - at) < _DAY_MS
        return format_time(ms, session.zone) if near else format_date_time(ms, session.zone, seconds=False)

    if not told.first:
        return translate("HowExact", "Nothing has been recorded yet.")
    if at < told.first:
        return translate("HowExact", "Nothing was recorded so early: the recording begins at {time}.").format(
            time=format_date_time(told.first, session.zone)
        )
    if told.away is not None:
        since, until = told.away
        sentence = translate("HowExact", "No station recorded from {since} to {until}: everything is as of {since}.")
        return sentence.format(since=time(since), until=time(until))
    if told.kept_at and told.sampled:
        sentence = translate(
            "HowExact", "So long ago not all is kept: states and places are as of {time}, numbers and alarms of then."
        )
        return sentence.format(time=time(told.kept_at))
    if told.kept_at:
        sentence = translate(
            "HowExact", "So long ago not all is kept: values and places are as of {time}, alarms of then."
        )
        return sentence.format(time=time(told.kept_at))
    if told.lost is not None:
        since, until = told.lost
        sentence = translate("HowExact", "Messages are missing from {since} to {until}: some values may be older.")
        return sentence.format(since=time(since), until=time(until))
    return ""
