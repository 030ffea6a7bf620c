"""What comes in during an exercise: the happenings of its incident, as far as they are of the systems it is about."""

from collections.abc import Collection, Iterator

from opscenter.domain.catalogue import Catalogue
from opscenter.recording.records import Away, Happening, Message, Moment


class Incoming:
    """`happenings`: in order of time, read as they are wanted. `systems`: whose messages are let through; none: all."""

    def __init__(self, happenings: Iterator[Happening], systems: Collection[str], catalogue: Catalogue) -> None:
        self._happenings = happenings
        self._systems = frozenset(systems)
        self._catalogue = catalogue
        self._next: Happening | None = None

    def take(self, until: int) -> Happening | None:
        """The next one that begins by `until` (Unix ms); None: there is none yet."""
        if self._next is None:
            self._next = next(self._happenings, None)
        happening = self._next
        if happening is None or _begins(happening) > until:
            return None
        self._next = None
        if not self._systems or not isinstance(happening, Moment):
            return happening
        chosen = [message for message in happening.messages if self._system(message) in self._systems]
        return Moment(happening.at, happening.beat, chosen, happening.rows, happening.steps)

    def _system(self, message: Message) -> str:
        parts = message[0].split(b"/", 2)
        kind = parts[1].decode("utf-8", "replace") if len(parts) > 1 else ""
        return self._catalogue.kind(kind).system


def _begins(happening: Happening) -> int:
    return happening.since if isinstance(happening, Away) else happening.at
