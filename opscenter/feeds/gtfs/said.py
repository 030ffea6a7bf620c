"""What has been told already: a fault that comes with each message is told once."""

from collections.abc import Iterable

from opscenter.feeds.record import Problem

MOST = 20_000
SHOWN = 3


class Said:
    """Remembers what was told of what. When it is full it begins anew."""

    def __init__(self) -> None:
        self._said: set[tuple[str, str]] = set()

    def news(self, kind: str, things: Iterable[str]) -> list[str]:
        """Those of the things that have not been told of yet; they count as told from now on."""
        fresh = [thing for thing in dict.fromkeys(things) if (kind, thing) not in self._said]
        if len(self._said) + len(fresh) > MOST:
            self._said.clear()
        self._said.update((kind, thing) for thing in fresh[:MOST])
        return fresh

    def problem(self, where: str, kind: str, things: Iterable[str], sentence: str) -> list[Problem]:
        """One problem about all that is new, none where nothing is; `sentence` has {n} and {some}."""
        fresh = self.news(kind, things)
        if not fresh:
            return []
        some = ", ".join(repr(thing) for thing in fresh[:SHOWN]) + (", …" if len(fresh) > SHOWN else "")
        return [Problem(where, sentence.format(n=len(fresh), some=some))]
