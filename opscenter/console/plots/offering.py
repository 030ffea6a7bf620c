"""What is plotted while the user has plotted nothing: what is worth a look, or the selected entity."""

from collections.abc import Callable

from opscenter.console.plots.series import Series
from opscenter.console.plots.stack import PlotStack
from opscenter.console.plots.suggest import headline_of, suggestions, urgency
from opscenter.console.selection import Selection
from opscenter.console.session import Session

SETTLED_MS = 2_000
RECONSIDER_MS = 20_000


class Offering:
    """Plots by itself into a stack in which nobody has chosen anything; `watched()` says whether somebody looks

    closely at what is there (then it stays).
    """

    def __init__(self, session: Session, selection: Selection, stack: PlotStack, watched: Callable[[], bool]) -> None:
        self._session = session
        self._selection = selection
        self._stack = stack
        self._watched = watched
        self._suggested_at = 0
        self.done = False
        """Whether something was offered once, or nothing is wanted."""

    def suggest(self) -> None:
        """Plot what is worth a look now."""
        self._suggested_at = self._session.now
        for entity, attribute in suggestions(self._session.mirror, self._session.catalogue):
            self._stack.add(Series(entity, attribute), None, automatic=True)

    def reconsider(self) -> None:
        """While nobody has chosen or is looking closely: make way for what has become worse, but not often."""
        chosen = self._selection.current or self._stack.chosen
        too_soon = self._session.now - self._suggested_at < RECONSIDER_MS
        if chosen or self._watched() or not self._stack.rows or too_soon:
            return
        mirror = self._session.mirror
        shown = [(series.entity, series.attribute) for series in self._stack.series()]
        wanted = suggestions(mirror, self._session.catalogue)
        if urgency(mirror, wanted) < urgency(mirror, shown):
            self._stack.drop_automatic()
            self.suggest()

    def offer(self) -> None:
        """Once, when the city has been heard for a few seconds: start with something worth a look."""
        seen = self._session.mirror.seen
        if self.done or self._stack.rows or not len(seen):
            return
        known = seen[seen > 0]
        if len(known) and self._session.now - max(int(known.min()), self._suggested_at) >= SETTLED_MS:
            self.suggest()
            self.done = bool(self._stack.rows)  # else what a city is built like was all that was heard of it

    def follow_selection(self) -> None:
        """Show the selected entity by its main value."""
        if self._stack.chosen:
            return
        entity = self._selection.current
        attribute = headline_of(self._session.mirror, self._session.catalogue, entity)
        if attribute and not self._stack.has(entity, attribute):
            self._stack.drop_automatic()
            self._stack.add(Series(entity, attribute), None, automatic=True)
