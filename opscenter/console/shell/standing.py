"""The sentences that stand in the window as long as they hold: a lost station, a silent bus, the station's notice."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_date_time
from opscenter.console.session import LinkState, Session
from opscenter.console.shell.mode_badge import SILENT_AFTER_MS, ModeBadge, newest_arrival


def standing_sentences(session: Session, badge: ModeBadge) -> dict[str, str]:
    """By topic; "" where there is nothing to say."""
    badge.refresh()
    link = bus = ""
    newest = newest_arrival(session)
    if session.link is LinkState.LOST:
        since = format_date_time(session.live.now, session.zone)
        link = QCoreApplication.translate(
            "Standing", "The station is not heard. Everything below is as of {time}. The console keeps trying."
        ).format(time=since)
        if session.reason:
            link += " " + session.reason
    elif session.link is LinkState.REFUSED or (session.link is LinkState.CONNECTING and session.reason):
        link = session.reason
    elif (
        session.link is LinkState.LIVE
        and not session.recorded
        and newest
        and session.live_now - newest > SILENT_AFTER_MS
    ):
        bus = QCoreApplication.translate(
            "Standing", "Nothing has arrived from the bus since {time}. Values turn stale one after another."
        ).format(time=format_date_time(newest, session.zone))
    return {"link": link, "bus": bus, "station": str(session.live.health.get("notice") or "")}
