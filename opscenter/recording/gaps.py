"""Messages that never came over the bus, as an incident file tells of them: whose, how many, between which times.

The attachment `gaps` (INCIDENT.md). Whoever has a history knows it when a file is cut; finding it out of a file would
take reading the number of every message.
"""

from collections.abc import Iterable, Sequence

import msgspec

from opscenter.recording.errors import IncidentError
from opscenter.recording.reader import IncidentReader

GAPS = "gaps"
GAPS_TYPE = "application/json"
MOST_GAPS = 1_000
LONGEST_NAME = 200


class Gap(msgspec.Struct, frozen=True):
    """`messages` of `publisher` are missing; `since`, `until`: the last before and the first after them, Unix ms."""

    since: int
    until: int
    publisher: str
    messages: int


def pack_gaps(gaps: Iterable[Gap]) -> bytes:
    """The attachment."""
    return msgspec.json.encode(sorted(gaps, key=lambda gap: (gap.since, gap.until, gap.publisher))[:MOST_GAPS])


def read_gaps(reader: IncidentReader) -> Sequence[Gap]:
    """Those a file tells of, in order of time; none where it tells of none, or what it says cannot be read."""
    for one in reader.attachments(GAPS):
        if one.name == GAPS:
            try:
                found = msgspec.json.decode(reader.read(one), type=list[Gap])
            except (msgspec.MsgspecError, IncidentError):
                return ()
            known = [gap for gap in found if 0 < gap.since <= gap.until and gap.messages > 0]
            return sorted(known, key=lambda gap: gap.since)[:MOST_GAPS]
    return ()
