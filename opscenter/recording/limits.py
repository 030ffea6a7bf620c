"""Limits of incident files: what is written keeps to them, and what is read is refused beyond them."""

VERSION = 1
"""Of what stands in the file beside MCAP's own (INCIDENT.md)."""

PROFILE = "opscenter"

CHUNK_BYTES = 4 << 20
"""A chunk is closed with the first moment that makes it this long, uncompressed."""
MAX_PIECE_BYTES = 16 << 20
"""A moment longer than this is spread over several chunks."""
MAX_CHUNK_BYTES = 256 << 20
"""Uncompressed; a longer one is not opened."""
MAX_MESSAGE_BYTES = 32 << 20
MAX_ATTACHMENT_BYTES = 512 << 20
MAX_UNPACKED_BYTES = 1 << 30
"""Of a compressed attachment."""
MAX_SUMMARY_BYTES = 512 << 20
MAX_NAME_CHARS = 512
MAX_CHANNELS = 65_535
"""As MCAP numbers them (uint16, and 0 is kept free). Messages beyond go to the channel `opscenter/as-it-came`."""
OWN_TOPICS = 1_000
"""So many topics have channels of their own; with more there is one for each `domain/Type`."""
MAX_TEXT_CHARS = 20_000
"""Of a sentence in the metadata."""
MAX_PROBLEMS = 50
WHOLE_EVERY = 64
WHOLE_EVERY_MS = 6 * 3_600_000
"""One frame of so many, and one in six hours, tells everything: whole ones cost several times what others do."""
JOURNAL_ROWS = 4_096
"""Rows of the journal in one of the attachments that repeat them."""
NEWEST_MS = (2**64 - 1) // 1_000_000
"""MCAP's times are nanoseconds since 1970 in 64 bits."""

SPELLINGS = 64
"""So many channels a topic has of one publisher, for its starts and ways to spell headers. One that writes something
new into each header, such as the number of a trace, would make a channel a message."""

AS_IT_CAME = "opscenter/as-it-came"
BEAT = "opscenter/beat"
JOURNAL = "opscenter/journal"
STATION = "opscenter/station"
ABOUT = "opscenter"
PACKED = "; zstd"
"""At the end of an attachment's media type: what it holds is in a zstd frame, which readers open themselves."""
JOURNAL_PREFIX = "journal/"
FRAME_TYPE = "application/vnd.opscenter.frame"
ROWS_TYPE = "application/vnd.opscenter.rows+zstd"
