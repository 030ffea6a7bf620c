"""Incident files of what a station of a test has recorded, without key frames: straight out of its history."""

from contextlib import closing
from pathlib import Path

from opscenter.history.schema import FILE_NAME, connect
from opscenter.recording.records import About, Moment
from opscenter.recording.writer import IncidentWriter
from opscenter.station.lane.of_history import happenings
from opscenter.station.rebuild_source import Source


def write_incident(folder: Path, path: Path, *, title: str = "An incident") -> Path:
    """All that the history in `folder` tells, from its beginning."""
    with closing(connect(folder / FILE_NAME, read_only=True)) as db:
        source = Source(db)
        told = list(happenings(source))
        moments = [one.at for one in told if isinstance(one, Moment)]
        begins = source.first_epoch()
        about = About(title=title, city="Port Meridian", zone="UTC", since=moments[0], until=moments[-1], begins=begins)
        with IncidentWriter(path, about) as writer:
            for one in told:
                writer.put(one)
    return path
