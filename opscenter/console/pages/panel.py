"""The page of a system: key figures against the usual, worst places, plots, alarms, and its layer of the map."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from opscenter.console.city.cards import Ways, city_cards, fit_city_cards
from opscenter.console.pages.alarms_card import AlarmsCard
from opscenter.console.pages.body import Body
from opscenter.console.pages.brief import Line
from opscenter.console.pages.brief_card import BriefCard
from opscenter.console.pages.card import PaintedCard
from opscenter.console.pages.figure_card import FigureCard
from opscenter.console.pages.heading import Heading
from opscenter.console.pages.in_trends import sheet_of, sheet_of_figure
from opscenter.console.pages.kinds_card import KindsCard
from opscenter.console.pages.model import PageModel
from opscenter.console.pages.plot_card import PlotCard
from opscenter.console.pages.reading import Reading
from opscenter.console.pages.subject import Subject, next_system
from opscenter.console.pages.worst_card import WorstCard
from opscenter.console.plain import one_line
from opscenter.console.plots.keys import add_keys
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes
from opscenter.domain.system_page import PageMap
from opscenter.domain.texts import in_language

TICK_MS = 1_000
CHART_MS = 90
"""Between one chart's repaint and the next one's: a round takes about a second."""
LOW_BELOW_PX = 600
MOST_BACK = 50
LEAST_SHARE, MOST_SHARE = 0.2, 0.9
SHARE = 0.64


@dataclass(slots=True, frozen=True)
class Layer:
    """What the map shows for a page: these kinds alone, coloured as `told` says. `title` names it on the map."""

    title: str
    kinds: frozenset[str]
    told: PageMap


class PagesPanel(QWidget):
    """`open` a system, `leave`, `step` to the next. It has no place of its own in the window: `room_changed` tells who
    lays the window out that `shown`, `with_map` or `share` (of the width, beside the map) changed.

    `layer_changed(Layer or None)` for the map, `sheet_wanted(Sheet)` for the trends, `alarm_wanted(occurrence)` for the
    alarm list ("": the list itself), `left_page` when the map is wanted again.
    """

    room_changed = Signal()
    layer_changed = Signal(object)
    sheet_wanted = Signal(object)
    alarm_wanted = Signal(str)
    left_page = Signal()

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._selection, self._theme = session, selection, theme
        self.shown = False
        self.with_map = True
        self.share = SHARE
        self._last = ""
        self._back: list[Subject] = []
        self._drawn_for: tuple[object, ...] = ()
        self.reading = Reading(session, self)
        self.model = PageModel(session, self.reading, self._lay_out)
        self.heading = Heading(theme, self)
        self._body = Body()
        self.notice = self._body.notice
        self.figures, self.lists, self.plots = self._body.figures, self._body.lists, self._body.plots
        self.brief, self.own = self._body.brief, self._body.own
        self._scroll = self._scrolling()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self._scroll, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 160)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._turn = 0
        self._turns = QTimer(self)
        self._turns.setInterval(CHART_MS)
        self._turns.timeout.connect(self._next_chart)
        self._wire()
        self.heading.mapper.setChecked(self.with_map)

    def _scrolling(self) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._body)
        return scroll

    def _wire(self) -> None:
        self._session.changed.connect(self._take)
        self._session.areas.changed.connect(self._narrow)
        self._selection.changed.connect(self._follow_selection)
        self._selection.area_changed.connect(self._narrow)
        self._selection.system_changed.connect(self._follow_system)
        self.reading.arrived.connect(self._repaint_soon)
        self.heading.stepped.connect(self.step)
        self.heading.map_wanted.connect(self.use_map)
        self.heading.back.connect(self.go_back)
        self.heading.left.connect(self.leave)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self._reckon)
        add_keys(
            self,
            {
                "Ctrl+PgUp": lambda: self.step(-1),
                "Ctrl+PgDown": lambda: self.step(1),
                "M": lambda: self.use_map(not self.with_map),
                "Backspace": self.go_back,
                "Alt+Left": self.go_back,
                "A": lambda: self.alarm_wanted.emit(""),
                "Esc": self.leave,
            },
        )

    def keep_clear(self, height: int) -> None:
        """So many px at the top are covered by a notice of the window."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, height, 0, 0)

    # -- which page ----------------------------------------------------------------------------------------------

    @property
    def subject(self) -> Subject:
        """What the page is about."""
        return self.model.subject if self.shown else Subject()

    def open(self, system: str, entity_type: str = "") -> None:
        """Show the page of a system, or of one type of it, and narrow everything to the system."""
        self._open(Subject(system, entity_type))

    def open_last(self) -> None:
        """The page that everything is narrowed to, else the one that was shown last, else the first."""
        catalogue = self._session.catalogue
        last = self._last if self._last in catalogue.systems else ""
        self.open(self._selection.system or last or next_system(catalogue, "", 1))

    def _open(self, subject: Subject, returning: bool = False) -> None:
        if subject.system not in self._session.catalogue.systems:
            return
        before = self.subject
        if before and before != subject and not returning:
            self._back = [*self._back, before][-MOST_BACK:]
        self.shown, self._last = True, subject.system
        self.model.inside = self._inside()
        self.model.show(subject)
        self._scroll.verticalScrollBar().setValue(0)
        if self._selection.system != subject.system:
            self._selection.narrow(subject.system)
        self.room_changed.emit()
        self.tell_layer()

    def step(self, by: int) -> None:
        """To the system so many places further."""
        if self.shown:
            self._open(Subject(next_system(self._session.catalogue, self.subject.system, by)))

    def go_back(self) -> None:
        """To the page before; from the first one to the map."""
        if self._back:
            self._open(self._back.pop(), returning=True)
        else:
            self.leave()

    def leave(self) -> None:
        """Back to the map, and to the whole city."""
        if not self.shown:
            return
        system = self.subject.system
        self.shown = False
        self._back.clear()
        self.room_changed.emit()
        self.layer_changed.emit(None)
        self.left_page.emit()
        if self._selection.system == system:
            self._selection.narrow("")

    def _follow_system(self) -> None:
        """Everything was narrowed to another system: its page comes. To the whole city: the map shows it again."""
        system = self._selection.system
        if not self.shown:
            return
        if not system:
            self.layer_changed.emit(None)
        elif system != self.subject.system:
            self._open(Subject(system))
        else:
            self.tell_layer()

    def use_map(self, wanted: bool) -> None:
        """The map beside the page, or the page alone."""
        self.with_map = wanted
        self.heading.mapper.setChecked(wanted)
        self.room_changed.emit()

    def tell_layer(self) -> None:
        """Say what the map shows for the page, if one is open."""
        content = self.model.content
        if content is None or not self.shown:
            return
        kinds = frozenset(content.page.map.kinds or content.kinds)
        title = in_language(content.page.title, self._session.language)
        self.layer_changed.emit(Layer(one_line(title, 60), kinds, content.page.map))

    # -- what stands on it ---------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Other cards, where the page is another one."""
        model, session = self.model, self._session
        content = model.content
        if content is None:
            return
        title = one_line(in_language(content.page.title, session.language) or content.subject.system, 80)
        lead = one_line(in_language(content.page.lead, session.language), 300)
        if content.subject.entity_type:
            lead = content.subject.entity_type
        self.heading.show_subject(content.icon, title, lead, bool(self._back))
        drawn_for = (model.city, *model.figures, *model.worst, *model.plots, content.lists_kinds, session.language)
        if [id(one) for one in drawn_for] != [id(one) for one in self._drawn_for]:
            self._drawn_for = drawn_for
            self._make_cards()
        self._refresh()

    def _make_cards(self) -> None:
        model, session, selection, theme = self.model, self._session, self._selection, self._theme
        in_brief = [] if model.has_own_cards else [BriefCard(session, theme, self.brief)]
        for one in in_brief:  # made first, as Tab comes to it first
            one.entered.connect(self._enter_brief)
            one.show_lines(model.brief())
        figures = [FigureCard(figure, self.reading, session, theme, self.figures) for figure in model.figures]
        for card in figures:
            card.opened.connect(lambda card=card: self._show_figure(card))
        alarms = AlarmsCard(model.alarms, session, selection, theme, self.lists)
        alarms.opened.connect(lambda: self.alarm_wanted.emit(""))
        alarms.chosen.connect(self._choose_alarm)
        alarms.entered.connect(self._enter_alarm)
        lists: list[PaintedCard] = [alarms]
        for worst in model.worst:
            listed = WorstCard(worst, session, selection, theme, self.lists)
            listed.chosen.connect(lambda number, card=listed: self._choose(card, number))
            listed.entered.connect(lambda number, card=listed: self._enter(card, number))
            lists.append(listed)
        if model.content is not None and model.content.lists_kinds:
            kinds = KindsCard(model.kinds, session, theme, self.lists)
            kinds.entered.connect(lambda number, card=kinds: self._enter_kind(card, number))
            lists.append(kinds)
        plots = [PlotCard(plot, self.reading, session, theme, self.plots) for plot in model.plots]
        for plot in plots:
            plot.opened.connect(lambda card=plot: self._show_plot(card))
        ways = Ways(self.open, self.sheet_wanted.emit, model.follow, self._scroll.ensureWidgetVisible)
        own = city_cards(model.city, self.subject.system, ways, session, theme, self.own)
        focused = self.isAncestorOf(self.focusWidget() or self)
        seen = self._scroll.verticalScrollBar().value()
        if focused:  # a card that goes would hand it to the next one, and what is next is scrolled into sight
            self.heading.closer.setFocus()
        self.setFocusProxy((*own, *lists[1:], lists[0])[0])
        self.brief.put(in_brief)
        self.figures.put(figures)
        self.own.put(own)
        self._fit_figures()
        self.lists.put(lists)
        self.plots.put(plots)
        if focused:
            self.setFocus()  # the card that had it is gone
        self._scroll.verticalScrollBar().setValue(seen)

    def _cards(self) -> list[PaintedCard]:
        return [*self.brief.cards, *self.figures.cards, *self.own.cards, *self.lists.cards, *self.plots.cards]

    def _refresh(self) -> None:
        narrowed = self.model.inside is not None
        for card in (*self.figures.cards, *self.own.cards, *self.lists.cards):
            if isinstance(card, FigureCard):
                card.narrowed = narrowed
            card.refresh()
        self._say()
        self._say_in_brief()

    def _say_in_brief(self) -> None:
        for card in self.brief.cards:
            if isinstance(card, BriefCard):
                card.show_lines(self.model.brief())

    def _next_chart(self) -> None:
        """Repaint the next figure or plot: all at once would hold the window for longer than a hand notices."""
        charts = [*self.figures.cards, *self.plots.cards]
        if charts:
            self._turn = (self._turn + 1) % len(charts)
            charts[self._turn].refresh()

    def _say(self) -> None:
        model, session = self.model, self._session
        told = ""
        if model.content is not None and not model.entities:
            name = in_language(model.content.page.title, session.language)
            told = self.tr(
                "Nothing of {system} has been heard yet. It appears here with its first message; "
                "bus health (Ctrl+6) says who publishes."
            ).format(system=one_line(name, 80))
        elif model.inside is not None:
            told = self.tr(
                "Only what is in the area: its values are not compared with the usual, plots are the city's."
            )
        self._body.say(told)

    # -- as time goes on -----------------------------------------------------------------------------------------

    def _inside(self) -> Any:
        area = self._selection.area
        return self._session.areas.city.inside(area) if area else None

    def _narrow(self) -> None:
        self.model.inside = self._inside()
        self._reckon()

    def _take(self, changes: Changes) -> None:
        if self.shown:
            self.model.take(changes)
            if changes.everything:
                self._refresh()

    def _tick(self) -> None:
        self.model.tick()
        for card in (*self.own.cards, *self.lists.cards):
            card.refresh()
        self._say()
        self._say_in_brief()

    def _reckon(self) -> None:
        if self.shown:
            self.model.reckon()
            self._refresh()

    def _repaint_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.awake = True
        self._timer.start()
        self._turns.start()
        QTimer.singleShot(0, self, self._first_look)

    def _first_look(self) -> None:
        if self.shown:
            self._tick()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_figures()

    def _fit_figures(self) -> None:
        for card in self.figures.cards:
            if isinstance(card, FigureCard):
                card.use_low(self.height() < LOW_BELOW_PX)
        if fit_city_cards(self.own.cards, self.height() - self.heading.height()):
            self._body.arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reading.awake = False
        self._timer.stop()
        self._turns.stop()

    # -- hands ---------------------------------------------------------------------------------------------------

    def _follow_selection(self) -> None:
        if self.shown and self._selection.current:
            self.model.choose(self._selection.current)
        for card in self._cards():
            card.update()

    def _choose(self, card: WorstCard, number: int) -> None:
        self._selection.select([card.worst.rows[number].entity])

    def _enter(self, card: WorstCard, number: int) -> None:
        self._show_entity(card.worst.rows[number].entity)

    def _show_entity(self, entity: str) -> None:
        self._selection.select([entity])
        if not self.with_map:
            self.use_map(True)
        self._selection.show_on_map.emit(entity)

    def _enter_brief(self, line: Line) -> None:
        if line.occurrence:
            alarm = self._session.mirror.alarms.get(line.occurrence)
            if alarm is not None:
                self._selection.select([alarm.entity], alarm.occurrence)
            self.alarm_wanted.emit(line.occurrence)
        elif line.about:
            self._show_entity(line.about)
        elif line.figure:
            card = next((one for one in self.figures.cards
                         if isinstance(one, FigureCard) and one.figure.figure.id == line.figure), None)  # fmt: skip
            if card is not None:
                self._show_figure(card)

    def _enter_kind(self, card: KindsCard, number: int) -> None:
        entity_type = card.type_of(number)
        if entity_type:
            self.open(self.subject.system, entity_type)

    def _choose_alarm(self, number: int) -> None:
        alarm = self.model.alarms.newest[number]
        self._selection.select([alarm.entity], alarm.occurrence)

    def _enter_alarm(self, number: int) -> None:
        self._choose_alarm(number)
        self.alarm_wanted.emit(self.model.alarms.newest[number].occurrence)

    def _show_figure(self, card: FigureCard) -> None:
        title = f"{self.heading.title.text()}: {card.label}"
        self.sheet_wanted.emit(sheet_of_figure(title, card.figure.curve, self._session))

    def _show_plot(self, card: PlotCard) -> None:
        if card.plot.curves:
            title = f"{self.heading.title.text()}: {card.title}"
            self.sheet_wanted.emit(sheet_of(title, card.plot.curves, card.plot.told.span_ms, self._session))

    # -- what is remembered --------------------------------------------------------------------------------------

    def save_state(self) -> dict[str, Any]:
        """Which page is open, how it lies beside the map."""
        subject = self.subject
        return {
            "system": subject.system,
            "type": subject.entity_type,
            "last": self._last,
            "map": self.with_map,
            "share": round(self.share, 3),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put back what `save_state` gave, as far as it is as expected."""
        if isinstance(state.get("map"), bool):
            self.with_map = state["map"]
            self.heading.mapper.setChecked(self.with_map)
        share = state.get("share")
        if isinstance(share, int | float) and LEAST_SHARE <= share <= MOST_SHARE:
            self.share = float(share)
        system, entity_type, last = state.get("system"), state.get("type"), state.get("last")
        self._last = last if isinstance(last, str) else ""
        if isinstance(system, str) and system in self._session.catalogue.systems:
            self.open(system, entity_type if isinstance(entity_type, str) and len(entity_type) < 400 else "")
