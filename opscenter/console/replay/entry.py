"""A time as somebody types it to go there in a recording. No Qt."""

from opscenter.console.replay.state import ReplayState
from opscenter.console.review.entry import read_time


def read_moment(text: str, replay: ReplayState, zone: str) -> int | None:
    """Unix ms of "18:24" (the last time the clock showed it before the end of the recording), of a date with a time, or
    of "-5min" and "+30s" from where the replay is; None for anything else. It may lie outside the recording."""
    wanted = text.strip()
    if wanted.startswith("+"):
        back = read_time("-" + wanted[1:], replay.at, zone)
        return None if back is None else 2 * replay.at - back
    if wanted.startswith("-"):
        return read_time(wanted, replay.at, zone)
    return read_time(wanted, replay.until, zone)
