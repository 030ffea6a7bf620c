"""What a history has recorded, as happenings in their order."""

from collections.abc import Iterator

from opscenter.recording.records import Away, Happening, Moment, Started
from opscenter.station import rebuild_source


def happenings(source: rebuild_source.Source) -> Iterator[Happening]:
    """All that a source tells after its base. Raises sqlite3.Error but for damage.

    Checkpoints are nothing that happens; between the last that a station recorded and the start of the next one nobody
    was there. What of texts alone is known, without their messages, is left out (`rebuilding` keeps it).
    """
    known = source.base.at
    for one in source.moments():
        if isinstance(one, rebuild_source.Moment):
            known = one.at
            yield Moment(one.at, one.beat, one.messages, one.rows, one.steps)
        elif isinstance(one, rebuild_source.Marked):
            known = max(known, one.at)
        else:
            if one.epoch > known > 0:
                yield Away(known, one.epoch)
            yield Started(one.epoch)
