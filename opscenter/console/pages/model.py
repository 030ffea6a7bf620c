"""Everything that stands on a page, reckoned about once a second out of the mirror's columns. No widgets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.console.city.city_now import CityNow
from opscenter.console.pages.against import Against
from opscenter.console.pages.alarms_now import AlarmsNow
from opscenter.console.pages.brief import Line, brief
from opscenter.console.pages.curves import Curve, curve_of, curve_of_figure
from opscenter.console.pages.figure_now import SPAN_MS, FigureNow
from opscenter.console.pages.kinds_now import KindsNow
from opscenter.console.pages.reading import Reading, Wish
from opscenter.console.pages.subject import Content, Subject, content_of
from opscenter.console.pages.worst_now import WorstNow
from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm
from opscenter.domain.changes import Changes
from opscenter.domain.system_page import PagePlot


@dataclass(slots=True)
class PlotNow:
    """One plot. `entity`: whom its curves of the chosen one are of, "" where it has none or nobody is known."""

    told: PagePlot
    curves: list[Curve] = field(default_factory=list)
    entity: str = ""

    @property
    def follows(self) -> str:
        """The type of the entity it follows, "" for none."""
        return next((one.entity_type for one in self.told.series if one.of_chosen), "")


class PageModel:
    """`show` a subject, `take` each beat, `reckon` about once a second. `changed` is called when other things stand on
    the page: widgets are made anew then; after `reckon` they only repaint."""

    def __init__(self, session: Session, reading: Reading, changed: Callable[[], None]) -> None:
        self._session = session
        self._reading = reading
        self._changed = changed
        self.against = Against(session, reading.arrived.emit)
        self.content: Content | None = None
        self.figures: list[FigureNow] = []
        self.worst: list[WorstNow] = []
        self.plots: list[PlotNow] = []
        self.city = CityNow(session, Subject(), reading.arrived.emit)
        self.kinds = KindsNow()
        self.alarms = AlarmsNow()
        self.inside: NDArray[np.bool_] | None = None
        self._chosen: dict[str, str] = {}  # entity by type
        self._known: tuple[int, int] = (-1, -1)  # epoch, types

    @property
    def subject(self) -> Subject:
        """What the page is about."""
        return self.content.subject if self.content is not None else Subject()

    @property
    def entities(self) -> int:
        """How many entities the page is about, as counted last."""
        return sum(row.count for row in self.kinds.rows)

    # -- what stands on it -----------------------------------------------------------------------------------

    def show(self, subject: Subject) -> None:
        """Make the page of a subject."""
        if subject != self.subject:
            self._chosen.clear()
            self.kinds.forget()
        self._lay_out(subject)

    def _lay_out(self, subject: Subject) -> None:
        session = self._session
        mirror = session.mirror
        self._known = (mirror.epoch, len(mirror.types_of()[0]))
        content = content_of(subject, session.catalogue, mirror)
        before = self.content
        self.content = content
        if content is None:
            self.figures, self.worst, self.plots = [], [], []
        elif content != before:
            self.figures = [
                FigureNow(figure, subject.system, curve_of_figure(subject.system, figure, content.recorded))
                for figure in content.figures
            ]
            self.worst = [WorstNow(one) for one in content.page.worst]
            self.plots = [PlotNow(one) for one in content.page.plots]
            self.city = CityNow(session, subject, self._reading.arrived.emit)
        self.reckon()
        self._draw_plots()
        self.follow()
        self._changed()

    def _draw_plots(self) -> None:
        for plot in self.plots:
            entity = self.chosen(plot.follows) if plot.follows else ""
            if plot.curves and entity == plot.entity:
                continue
            plot.entity = entity
            made = (
                curve_of(one, self.subject.system, self._session.catalogue, entity, colour)
                for colour, one in enumerate(plot.told.series)
            )
            plot.curves = [curve for curve in made if curve is not None]
            for curve in plot.curves:  # what a card shows already is asked for once
                shown = (*(one.curve for one in self.figures), *(wish.curve for wish in self.city.wishes()))
                same = next((one for one in shown if one.spec == curve.spec), None)
                if same is not None:
                    curve.series = same.series

    def follow(self) -> None:
        """Ask for what of the past is shown, from now on."""
        wishes = [Wish(figure.curve, SPAN_MS) for figure in self.figures]
        wishes += [Wish(curve, plot.told.span_ms) for plot in self.plots for curve in plot.curves]
        self._reading.follow([*wishes, *self.city.wishes()])

    def chosen(self, entity_type: str) -> str:
        """Whom the plots of a type are of: who was chosen, else who was the worst when the page was made."""
        known = self._chosen.get(entity_type, "")
        if known in self._session.mirror.row_of:
            return known
        worst = next((one.rows[0].entity for one in self.worst if one.told.entity_type == entity_type and one.rows), "")
        if not worst:
            types, of_row = self._session.mirror.types_of()
            at = types.index(entity_type) if entity_type in types else -1
            rows = np.flatnonzero(of_row == at)
            worst = self._session.mirror.ids[int(rows[0])] if len(rows) else ""
        if worst:
            self._chosen[entity_type] = worst
        return worst

    def choose(self, entity: str) -> bool:
        """Somebody chose an entity: plots of its type are of it from now on. False where no plot is."""
        mirror = self._session.mirror
        row = mirror.row_of.get(entity, -1)
        if row < 0 or self._chosen.get(mirror.types[row]) == entity:
            return False
        self._chosen[mirror.types[row]] = entity
        if all(plot.follows != mirror.types[row] for plot in self.plots):
            return False
        self._draw_plots()
        self.follow()
        return True

    # -- as time goes on -------------------------------------------------------------------------------------

    def take(self, changes: Changes) -> None:
        """A beat or a snapshot."""
        if self.content is None:
            return
        if changes.everything:
            for one in self.worst:
                one.forget()
            self.against.forget()
            self.city.forget()
        else:
            for one in self.worst:
                one.follow(self._session, changes.cells)
        self._reading.take(changes)
        mirror = self._session.mirror
        if (mirror.epoch, len(mirror.types_of()[0])) != self._known:
            self._lay_out(self.content.subject)  # the first entity of a type may bring a list, or a kind
        elif changes.everything:
            self.reckon()

    def reckon(self) -> None:
        """Take the values of this moment."""
        content, session = self.content, self._session
        if content is None:
            return
        self.alarms.reckon(self._alarms(content))
        for figure in self.figures:
            figure.reckon(session, self.against, self._reading.bands.of(figure.curve.series), self.inside)
        for worst in self.worst:
            worst.reckon(session, self.inside)
        self.city.reckon(session)
        self.kinds.reckon(session, content.kinds, self.alarms.by_type, self.inside)

    @property
    def has_own_cards(self) -> bool:
        """Whether the city's index or its footprint stand on it."""
        return self.city.axes is not None or self.city.footprint is not None

    def brief(self) -> list[Line]:
        """The page in three lines."""
        if self.content is None:
            return []
        return brief(self.alarms, self.figures, self.content.page.remaining, self._reading.foreseen, self._session)

    def tick(self) -> None:
        """About once a second, while somebody looks."""
        self._reading.tick()
        if self.content is not None and self.content.recorded:
            self.against.ask(tuple(figure.key for figure in self.figures))
        self.city.ask()
        self.reckon()
        if any(not plot.curves for plot in self.plots):  # nobody of that type was known before
            self._draw_plots()
            if all(plot.curves for plot in self.plots):
                self.follow()

    def _alarms(self, content: Content) -> Iterator[tuple[Alarm, str]]:
        mirror, inside = self._session.mirror, self.inside
        subject = content.subject
        for alarm in mirror.alarms.values():
            if alarm.state.is_laid_aside:
                continue
            row = mirror.row_of.get(alarm.entity, -1)
            of_type = mirror.types[row] if row >= 0 else ""
            if alarm.system != subject.system or (subject.entity_type and of_type != subject.entity_type):
                continue
            if inside is None or (0 <= row < len(inside) and inside[row]):
                yield alarm, of_type
