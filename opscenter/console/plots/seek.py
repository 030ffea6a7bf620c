"""Finds out when anything was recorded of several series. No Qt."""

from collections.abc import Callable, Sequence

from opscenter.console.plots.series import Series, Times
from opscenter.console.session import Session

Found = Callable[[list[Times]], None]


class Seek:
    """One search at a time: a newer one, or `forget`, makes the answers to an older one nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._serial = 0

    def forget(self) -> None:
        """Let go of a search under way."""
        self._serial += 1

    def start(self, series: Sequence[Series], found: Found) -> None:
        """Ask for all times of these series; `found` is called once, with those that are not empty, if any are."""
        self._serial += 1
        serial = self._serial
        awaited = len(series)
        known: list[Times] = []

        def one(times: Times) -> None:
            nonlocal awaited
            awaited -= 1
            if len(times):
                known.append(times)
            if awaited == 0 and known and serial == self._serial:
                found(known)

        for each in series:
            each.load_times(self._session, one)
