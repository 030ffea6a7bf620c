"""What the page of the city shows beside figures, lists and plots: the axes and the footprint. No widgets."""

from collections.abc import Callable, Iterable

from opscenter.console.city.axes_now import AxesNow
from opscenter.console.city.footprint_now import FootprintNow
from opscenter.console.pages.reading import Wish
from opscenter.console.pages.subject import Subject
from opscenter.console.session import Session
from opscenter.domain.city_index import INDEX_TYPE
from opscenter.domain.footprint import FOOTPRINT_TYPE


class CityNow:
    """`axes` and `footprint` are None where the page's system is not the one they belong to, or nobody said what they
    are made of."""

    def __init__(self, session: Session, subject: Subject, arrived: Callable[[], None]) -> None:
        catalogue = session.catalogue
        types = (subject.entity_type,) if subject.entity_type else (INDEX_TYPE, FOOTPRINT_TYPE)
        here = [name for name in types if catalogue.kind(name).system == subject.system]
        self.axes = AxesNow(catalogue) if INDEX_TYPE in here and catalogue.axes else None
        uses = catalogue.footprint.uses
        self.footprint = (
            FootprintNow(session, catalogue.footprint, arrived) if FOOTPRINT_TYPE in here and uses else None
        )

    def wishes(self) -> Iterable[Wish]:
        """What of the past is wanted."""
        return self.axes.wishes() if self.axes is not None else ()

    def forget(self) -> None:
        """The station has started again: ask anew."""
        if self.footprint is not None:
            self.footprint.against.forget()

    def ask(self) -> None:
        """Ask the station for what is wanting, if it is time to."""
        if self.footprint is not None:
            self.footprint.ask()

    def reckon(self, session: Session) -> None:
        """Take the values of this moment."""
        if self.axes is not None:
            self.axes.reckon(session)
        if self.footprint is not None:
            self.footprint.reckon(session)
