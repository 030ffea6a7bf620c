"""ISO 8601 instants and intervals as the bus spells them <-> Unix milliseconds."""

from datetime import UTC, datetime, timedelta

_CACHE_SIZE = 4_096
MAX_LENGTH = 80
_EPOCH_S = datetime(1970, 1, 1, tzinfo=UTC)


def parse_instant(text: str) -> tuple[int, bool]:
    """Unix ms of an instant, and whether it came without an offset (then it is read as UTC).

    An interval `start/end` counts at its end. Fractions beyond milliseconds are cut off. ValueError if `text`
    is not ISO 8601.
    """
    if len(text) > MAX_LENGTH:
        raise ValueError("too long for an instant")
    if "/" in text:
        text = text.rpartition("/")[2]
    moment = datetime.fromisoformat(text.strip())
    naive = moment.tzinfo is None
    if naive:
        moment = moment.replace(tzinfo=UTC)
    since = moment - _EPOCH_S
    return since.days * 86_400_000 + since.seconds * 1_000 + since.microseconds // 1_000, naive


def format_instant(ms: int) -> str:
    """Unix ms as ISO 8601 UTC with milliseconds: 2026-11-22T10:00:00.000Z."""
    return (_EPOCH_S + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Instants:
    """Parsed instants by their text, bounded: publishers repeat the same few texts over and over."""

    __slots__ = ("_naive", "_unreadable", "known")

    def __init__(self) -> None:
        self.known: dict[str, int] = {}  # texts with an offset; read directly by the decoder's hot path
        self._naive: dict[str, int] = {}
        self._unreadable: set[str] = set()

    def read(self, text: object) -> tuple[int, bool] | None:
        """(Unix ms, naive), or None if `text` is not an instant."""
        if not isinstance(text, str) or text in self._unreadable:
            return None
        moment = self.known.get(text)
        if moment is not None:
            return moment, False
        moment = self._naive.get(text)
        if moment is not None:
            return moment, True
        if len(self.known) + len(self._naive) + len(self._unreadable) >= _CACHE_SIZE:
            self.known.clear()
            self._naive.clear()
            self._unreadable.clear()
        try:
            moment, naive = parse_instant(text)
        except (ValueError, OverflowError):
            if len(text) <= MAX_LENGTH:
                self._unreadable.add(text)
            return None
        (self._naive if naive else self.known)[text] = moment
        return moment, naive
