"""The process of `unfolding`: FILE FOLDER, run as a module. Writes FOLDER/history.sqlite, and anchors beside it."""

import argparse
import logging
import sys
import time
from pathlib import Path

from opscenter.history.records import NOTHING_GOES
from opscenter.history.sealer import Sealer
from opscenter.history.store import Store
from opscenter.recording.errors import IncidentError
from opscenter.station.engine import Engine
from opscenter.station.replay.anchors import put_in
from opscenter.station.replay.course import Course
from opscenter.station.replay.opening import Recording
from opscenter.station.replay.unfolding import end_with_parent, tell

log = logging.getLogger("opscenter.station.replay")

TELL_S = 0.5
FLUSH_S = 600.0
ANCHOR_S = 4.0
"""So much work is done between two anchors, at least: what a jump back has to do again takes about as long."""
MOST_ANCHOR_BYTES = 2 << 30


def unfold(recording: Recording, folder: Path) -> None:
    """All of it, into the history of `folder`. Raises IncidentError, OSError."""
    store = Store(folder, limits=NOTHING_GOES, clock=lambda: recording.begins)
    store.writer.start()
    sealer = Sealer(store.path, store.writer)
    sealer.start()
    try:
        tell(_go_through(recording, folder, store))
    finally:
        sealer.close()
        store.writer.close(FLUSH_S)


def _go_through(recording: Recording, folder: Path, store: Store) -> int:
    course = Course(recording.make_lane, recording.happenings, recording.anchors())
    course.go_to(recording.since)
    engine: Engine | None = None
    told_at, anchored_at = 0.0, time.monotonic()
    room = MOST_ANCHOR_BYTES
    while True:
        if course.lane.engine is not engine:
            first, engine = engine is None, course.lane.engine
            if first and len(engine.registry.ids):
                for task in engine.everything(course.at):  # how things stood where it begins
                    _post(store, task)
        lived = course.live(recording.until)
        if lived is None:
            break
        for beat in lived.beats:
            if beat.record is not None:
                _post(store, beat.record)
            if beat.checkpoint is not None:
                store.writer.post(beat.checkpoint)
        now = time.monotonic()
        if now - told_at > TELL_S:
            if not store.writer.flush(FLUSH_S) or not store.writer.recording:
                raise IncidentError(store.writer.notice or "The disk does not keep up.")
            tell(course.at)
            told_at = time.monotonic()
            if now - anchored_at > ANCHOR_S and course.next_at > course.at and room > 0:
                room -= put_in(folder, course.at, course.lane.remember())
                anchored_at = time.monotonic()
    if engine is not None:
        store.writer.post(engine.checkpoint(recording.until, keep=True))
    store.writer.flush(FLUSH_S)
    return recording.until


def _post(store: Store, task: object) -> None:
    store.writer.post(task)  # type: ignore[arg-type]


def main() -> int:
    """Run it; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--catalogue", type=Path)
    parser.add_argument("--rules", type=Path, action="append", default=[])
    given = parser.parse_args()
    logging.basicConfig(level="WARNING", stream=sys.stderr)
    end_with_parent(given.folder)
    try:
        with Recording(given.file, catalogue=given.catalogue, rules=given.rules) as recording:
            unfold(recording, given.folder)
    except (IncidentError, OSError) as error:
        log.warning("%s", error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
