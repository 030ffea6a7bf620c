"""Opens whatever can be replayed: an incident file, or an MCAP file of another program as far as it goes."""

from pathlib import Path

from opscenter.recording.errors import IncidentError, NotOursError
from opscenter.recording.foreign import ForeignReader
from opscenter.recording.reader import IncidentReader


def open_recording(path: Path) -> IncidentReader:
    """The reader for it (a ForeignReader for those of others). IncidentError (a sentence) for what is neither."""
    try:
        return IncidentReader(path)
    except NotOursError:
        foreign = ForeignReader(path)
    if not any(channel.message_encoding == "json" for channel in foreign.channels.values()):
        sentences = " ".join(foreign.problems[:5])
        foreign.close()
        raise IncidentError(f"{path.name}: There is no channel of JSON in it, so nothing to replay. {sentences}")
    return foreign
