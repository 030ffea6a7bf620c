"""The trends: several sheets of plots as tabs, kept by operator, and what can be done with them."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from opscenter.console.notes.occasion import Occasion
from opscenter.console.plots.derived import DerivedSeries
from opscenter.console.plots.derived_dialog import DerivedDialog
from opscenter.console.plots.keys import add_keys
from opscenter.console.plots.name_dialog import NameDialog
from opscenter.console.plots.panel import TrendsPanel
from opscenter.console.plots.plot_menu import PlotMenu
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.sheet import MOST_INPUTS, MOST_SHEETS, Plain, Sheet, clean_name, from_json
from opscenter.console.plots.sheet_book import Page, Pages, SheetBook, Undoing
from opscenter.console.plots.sheet_files import SheetFiles
from opscenter.console.plots.sheet_menu import SheetMenu
from opscenter.console.plots.sheet_tabs import SheetTabs
from opscenter.console.plots.taking_out import TakingOut
from opscenter.console.plots.telling import TellingLine
from opscenter.console.plots.time_choice import TimeChoice
from opscenter.console.plots.toolbar import Toolbar
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme


class _Open:
    """One sheet: what it says, and its plots once it has been looked at. `offers`: it plots something by itself."""

    def __init__(self, key: int, sheet: Sheet, offers: bool = False) -> None:
        self.key, self._sheet, self.offers = key, sheet, offers
        self.panel: TrendsPanel | None = None

    @property
    def sheet(self) -> Sheet:
        """As it is now."""
        return self._sheet if self.panel is None else self.panel.sheet()


class Workspace(QWidget):
    """Sheets are made when they are first looked at; then they go on listening, so that coming back shows everything.

    `pages_changed()`: a sheet came, went, was renamed or moved, or another one is shown.
    """

    pages_changed = Signal()

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._selection = selection
        self._theme = theme
        self.book = SheetBook()
        self.undoing = Undoing()
        self._operator = session.operator
        self._open: list[_Open] = []
        self._current = 0  # the key of the sheet shown
        self._keys = 0
        self._restoring = False
        self.tabs = SheetTabs(theme)
        self.tabs.chosen.connect(lambda place: self.show_place(place))
        self.tabs.moved.connect(self._moved)
        self.tabs.rename_wanted.connect(self.ask_name)
        self.tabs.close_wanted.connect(self.delete)
        self.tabs.new_wanted.connect(self.new)
        self.told = TellingLine()
        self.told.acted.connect(self.undo)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addLayout(self._stack, 1)
        column.addWidget(self.told)
        self.out = TakingOut(session, theme, self)
        self.out.told.connect(self.told.say)
        self.files = SheetFiles(self)
        self.files.opened.connect(self._opened)
        self.files.told.connect(self.told.say)
        add_keys(
            self,
            {
                "Ctrl+N": self.new,
                "F2": self.ask_name,
                "Shift+D": self.duplicate,
                "Shift+Delete": self.delete,
                "Ctrl+PgUp": lambda: self.step(-1),
                "Ctrl+PgDown": lambda: self.step(1),
                "Ctrl+Shift+PgUp": lambda: self.shift(-1),
                "Ctrl+Shift+PgDown": lambda: self.shift(1),
                "Ctrl+Z": self.undo,
                "Ctrl+O": self.files.ask_open,
                "Ctrl+S": self.ask_save,
                "M": self.show_menu,
                "P": self.show_plot_menu,
                "E": self.ask_derived,
                "Ctrl+C": lambda: self.out.copy(self.panel, self.name_of(self.place)),
                "Ctrl+Shift+C": lambda: self.out.copy_figures(self.panel),
                "Ctrl+E": self.ask_export,
                "Shift+C": self.ask_picture,
            },
        )
        session.desk_changed.connect(self._follow_operator)
        theme.changed.connect(self._show_plotted)
        self._lay_out((), 0)
        self.undoing.begin(self._pages())

    # -- what is there ---------------------------------------------------------------------------------------

    @property
    def panel(self) -> TrendsPanel:
        """The sheet that is shown."""
        one = self._shown()
        if one.panel is None:
            one.panel = self._make(one.sheet, one.offers)
        return one.panel

    def occasion(self) -> Occasion | None:
        """What a note begun at the cursor is about. See `plots.panel`."""
        return self.panel.occasion()

    @property
    def rows(self) -> list[PlotRow]:
        """The plots of the sheet that is shown."""
        return self.panel.rows

    @property
    def time(self) -> TimeChoice:
        """The time of the sheet that is shown."""
        return self.panel.time

    @property
    def toolbar(self) -> Toolbar:
        """The line over the plots that are shown."""
        return self.panel.toolbar

    @property
    def place(self) -> int:
        """Which sheet is shown, from 0."""
        return next((at for at, one in enumerate(self._open) if one.key == self._current), 0)

    @property
    def sheets(self) -> list[Sheet]:
        """All sheets in their order, as they are now."""
        return [one.sheet for one in self._open]

    def _shown(self) -> _Open:
        return self._open[self.place]

    def name_of(self, place: int) -> str:
        """The name of a sheet; one that nobody named is called by its place."""
        return self._open[place].sheet.name or self.tr("Sheet {number}").format(number=place + 1)

    def _make(self, sheet: Sheet, offers: bool) -> TrendsPanel:
        panel = TrendsPanel(self.session, self._selection, self._theme, self, offers)
        panel.in_front = False
        panel.toolbar.menu_clicked.connect(self.show_menu)
        panel.empty_menu_clicked.connect(self.show_menu)
        panel.edited.connect(self._edited)
        panel.said.connect(self.told.say)
        panel.plotted_changed.connect(self._show_plotted)
        panel.look_wanted.connect(self._look_at)
        panel.plot_menu_wanted.connect(self.show_plot_menu)
        panel.settled.connect(self._settled)
        self._stack.addWidget(panel)
        panel.show_sheet(sheet)
        return panel

    def _pages(self) -> Pages:
        return Pages(tuple(Page(one.key, one.sheet) for one in self._open), self._current)

    def _edited(self) -> None:
        if not self._restoring:
            self.undoing.changed(self._pages())

    def _settled(self) -> None:
        if not self._restoring:
            self.undoing.begin(self._pages())

    # -- going through them ----------------------------------------------------------------------------------

    def show_place(self, place: int) -> None:
        """Show the sheet at a place."""
        if not 0 <= place < len(self._open):
            return
        before = self._shown()
        self._current = self._open[place].key
        panel = self.panel
        if before.panel is not None and before.panel is not panel:
            before.panel.in_front = False
        had_keyboard = before.panel is not None and before.panel.isAncestorOf(self.focusWidget() or self)
        self._stack.setCurrentWidget(panel)
        self.setFocusProxy(panel)  # its keys are for the time and the series, ours for the sheets: both answer there
        panel.come_to_front()
        if had_keyboard:
            panel.setFocus()
        self._tell()

    def step(self, by: int) -> None:
        """To the next sheet, or the one before."""
        self.show_place((self.place + by) % len(self._open))

    def _tell(self) -> None:
        names = [self.name_of(place) for place in range(len(self._open))]
        self.tabs.show_sheets(names, self.place, named=bool(self._shown().sheet.name))
        self.pages_changed.emit()

    # -- changing them ---------------------------------------------------------------------------------------

    def new(self, sheet: Sheet | None = None) -> None:
        """One more sheet, after the one that is shown."""
        if len(self._open) >= MOST_SHEETS:
            self.told.say(self.tr("At most %n sheets are kept. Delete one first.", "", MOST_SHEETS))
            return
        place = self.place + 1
        self._open.insert(place, _Open(self._next_key(), sheet if isinstance(sheet, Sheet) else Sheet()))
        self.show_place(place)
        self._edited()

    def duplicate(self) -> None:
        """The sheet that is shown once more."""
        sheet = self._shown().sheet
        name = self.tr("{name} (copy)").format(name=self.name_of(self.place))
        self.new(replace(sheet, name=clean_name(name)))

    def delete(self, place: int | None = None) -> None:
        """Take a sheet away: the one that is shown, or the one at a place. It can be undone."""
        place = self.place if place is None or isinstance(place, bool) else place
        name = self.name_of(place)
        self._restoring = True
        keyboard = self._has_keyboard()
        gone = self._open.pop(place)
        if not self._open:
            self._open.append(_Open(self._next_key(), Sheet()))
        if gone.key == self._current:
            self._current = self._open[min(place, len(self._open) - 1)].key
        self._close(gone)
        self.show_place(self.place)
        if keyboard:
            self.panel.setFocus()
        self._restoring = False
        self._edited()
        self.told.say(self.tr("{name} is deleted.").format(name=name), self.tr("Undo (Ctrl+Z)"))

    def _has_keyboard(self) -> bool:
        """Whether keys come here: asked before a sheet is closed, which takes them away with it."""
        widget = QApplication.focusWidget()
        return widget is not None and self.isAncestorOf(widget)

    def _close(self, one: _Open) -> None:
        if one.panel is not None:
            one.panel.close_sheet()
            self._stack.removeWidget(one.panel)
            one.panel.hide()
            one.panel.deleteLater()

    def rename(self, place: int, name: str) -> None:
        """Give a sheet another name; "" calls it by its place again."""
        one = self._open[place]
        name = clean_name(name)
        if one.panel is not None:
            one.panel.name = name
        else:
            one = self._open[place] = _Open(one.key, replace(one.sheet, name=name))
        self._tell()
        self._edited()

    def ask_name(self, place: int | None = None) -> None:
        """Ask for another name of a sheet."""
        place = self.place if place is None or isinstance(place, bool) else place
        key = self._open[place].key
        dialog = NameDialog(self.name_of(place), self)
        dialog.chosen.connect(lambda name: self._rename_key(key, name))
        dialog.open()

    def _rename_key(self, key: int, name: str) -> None:
        for place, one in enumerate(self._open):
            if one.key == key:
                self.rename(place, name)

    def shift(self, by: int) -> None:
        """Put the sheet that is shown further to the left or right."""
        to = self.place + by
        if 0 <= to < len(self._open):
            self._moved(self.place, to)

    def _moved(self, place: int, to: int) -> None:
        self._open.insert(to, self._open.pop(place))
        self._tell()
        self._edited()

    def reset(self) -> None:
        """All sheets away, one empty one instead. It can be undone."""
        self._lay_out((Sheet(),), 0)
        self._edited()
        self.told.say(self.tr("All sheets are taken away."), self.tr("Undo (Ctrl+Z)"))

    def undo(self) -> None:
        """Take back the last change of a sheet."""
        pages = self.undoing.undo()
        if pages is None:
            self.told.say(self.tr("There is nothing to undo."))
            return
        keyboard = self._has_keyboard()
        self.told.hush()
        self._restoring = True
        before = {one.key: one for one in self._open}
        self._open = []
        for page in pages.pages:
            one = before.pop(page.key, None)
            if one is None or one.panel is None:
                one = _Open(page.key, page.sheet)
            elif one.sheet.plots != page.sheet.plots or one.sheet.name != page.sheet.name:
                one.panel.show_sheet(replace(page.sheet, span_s=one.sheet.span_s))
            self._open.append(one)
        if all(one.key != self._current for one in self._open):
            self._current = pages.current
        for gone in before.values():
            self._close(gone)
        self.show_place(self.place)
        if keyboard:
            self.panel.setFocus()
        self._restoring = False
        self.undoing.begin(self._pages())

    def _next_key(self) -> int:
        self._keys += 1
        return self._keys

    def _lay_out(self, sheets: tuple[Sheet, ...], place: int) -> None:
        self._restoring = True
        keyboard = self._has_keyboard()
        for one in self._open:
            self._close(one)
        self._open = [_Open(self._next_key(), sheet, not sheets) for sheet in sheets or (Sheet(),)]
        self._current = self._open[min(place, len(self._open) - 1)].key
        self.show_place(self.place)
        if keyboard:
            self.panel.setFocus()
        self._restoring = False

    # -- the rest of the console -----------------------------------------------------------------------------

    def _show_plotted(self) -> None:
        """The map marks what is plotted in the sheet that is seen."""
        panel = self._shown().panel if self._open else None
        seen = panel is not None and panel.isVisible()
        self._selection.show_plotted(panel.plotted() if panel is not None and seen else {})
        if not seen:
            self._selection.point("")

    def _look_at(self, at: int) -> None:
        if at >= self.session.live_now:
            self.told.say(self.tr("That moment has not come yet."))
        else:
            self.session.review(at)

    # -- menu and files --------------------------------------------------------------------------------------

    def show_menu(self) -> None:
        """Everything that can be done with sheets, by mouse and keyboard."""
        SheetMenu(self).pop_up(self.panel.menu_corner())

    def show_plot_menu(self, at: QPoint | None = None) -> None:
        """What can be done with the plot of the chosen series."""
        if self.panel.rows:
            PlotMenu(self).pop_up(at if at is not None else self.panel.menu_corner())

    def ask_derived(self) -> None:
        """Ask for a series made of others; it joins the plot of the chosen series."""
        panel = self.panel
        rows = [panel.chosen.row] if panel.chosen.row is not None else panel.rows
        series = [one for row in rows for one in row.series if not one.is_text]
        offered = [Plain(one.entity, one.attribute) for one in series if not isinstance(one, DerivedSeries)]
        dialog = DerivedDialog(self.session, offered[:MOST_INPUTS], list(self._selection.ids), self)
        dialog.made.connect(lambda spec: panel.laying.add(spec, panel.chosen.row))
        dialog.open()

    def ask_export(self) -> None:
        """Ask as what the plots are to be saved."""
        if self.panel.rows:
            self.out.ask_export(self.panel, self.name_of(self.place))

    def ask_picture(self) -> None:
        """Ask where a picture of the plots is to be saved."""
        if self.panel.rows:
            self.out.ask_picture(self.panel, self.name_of(self.place))

    def ask_save(self) -> None:
        """Ask where the sheet is to be written as a file."""
        sheet = replace(self._shown().sheet, name=self.name_of(self.place))
        self.files.ask_save(sheet, self.session.city)

    def _opened(self, sheet: Sheet) -> None:
        self.new(sheet)
        missing = [one for one in sheet.entities if one not in self.session.mirror.row_of]
        sentence = self.tr("{name} is opened.").format(name=self.name_of(self.place))
        if missing:
            sentence += " " + self.tr("%n of its entities are not known here; they are waited for.", "", len(missing))
        self.told.say(sentence)

    # -- remembered ------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        self.book.keep(self._operator, tuple(self.sheets), self.place)

    def _follow_operator(self) -> None:
        if self.session.operator != self._operator:
            self._keep()
            self._operator = self.session.operator
            self.undoing.forget()
            self._lay_out(*self.book.of(self._operator))
            self.undoing.begin(self._pages())

    def save_state(self) -> dict[str, Any]:
        """The sheets of all operators, JSON-able."""
        self._keep()
        return {"sheets": self.book.save_state()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take over what `save_state` gave, or what was remembered before there were sheets. SheetFault for neither."""
        if "sheets" in state:
            lost = self.book.restore_state(state["sheets"])
            if lost:
                self.told.say(self.tr("%n remembered sheet(s) could not be read.", "", lost))
        else:
            self.book.keep(self._operator, (from_json(state),), 0)
        self._lay_out(*self.book.of(self._operator))
        self.undoing.begin(self._pages())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell()
