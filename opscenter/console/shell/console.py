"""The running console: session, theme, language, operator and the window that shows them."""

import getpass
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from opscenter.console.alarms.shifts import parse_starts, starts_text
from opscenter.console.map.basemap_import import BasemapImport
from opscenter.console.options import ConsoleOptions
from opscenter.console.plain import one_line
from opscenter.console.replay.choose_dialog import with_newest
from opscenter.console.replay.launching import Replays
from opscenter.console.replay.live_watch import LiveWatch
from opscenter.console.report.work import ReportWork
from opscenter.console.selection import Selection
from opscenter.console.session import SHIFT_STARTS, Session
from opscenter.console.shell.city_maps import maps_of, remember_maps
from opscenter.console.shell.languages import Translators, system_language
from opscenter.console.shell.memory import Remembered, default_path, save
from opscenter.console.shell.window import MainWindow
from opscenter.console.shell.wires import wire
from opscenter.console.station_catalogue import StationCatalogue
from opscenter.console.theme.fonts import font
from opscenter.console.theme.stylesheet import build_palette, build_stylesheet
from opscenter.console.theme.theme import Theme
from opscenter.desk.errors import AddressError
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.role import Role
from opscenter.settings.catalogue import catalogue_texts

log = logging.getLogger("opscenter.console")


def login_name() -> str:
    """The name the user is logged in with, "" where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def role_named(name: str) -> Role:
    """The role of that name; an operator's for none, and for one that nobody knows."""
    return Role.SUPERVISOR if name == Role.SUPERVISOR.value else Role.OPERATOR


def remembered_shifts(text: str) -> tuple[int, ...]:
    """When shifts begin; as at first where that was never said or cannot be read."""
    try:
        return parse_starts(text) if text else SHIFT_STARTS
    except ValueError:
        return SHIFT_STARTS


class Console(QObject):
    """Makes the window and makes it anew in another language; everything else outlives a window.

    `left` when the user has closed the window. `memory`: where to remember, None to remember nothing. `opening` is
    called before the window is made, which takes a second or two: what starts beside it is ready by then.
    """

    left = Signal()

    def __init__(
        self,
        catalogue: Catalogue,
        options: ConsoleOptions,
        remembered: Remembered,
        memory: Path | None,
        parent: QObject | None = None,
        opening: Callable[[Session], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        self.remembered = remembered
        self.basemap = options.basemap
        self.theme = Theme(options.theme or remembered.theme, self)
        self.translators = Translators()
        self.translators.use(options.language or remembered.language or system_language())
        self.session = Session(catalogue, options.operator or remembered.operator or login_name(), self)
        self.session.role = role_named(options.role or remembered.role)
        self.session.shift_starts = remembered_shifts(remembered.shifts)
        self.session.language = self.translators.language
        self.session.duty.restore_state(remembered.duties.get(self.session.operator))
        self.session.city = options.city
        self.session.zone = options.zone or "UTC"
        self.selection = Selection(self)
        self.options = options
        self._watch: LiveWatch | None = None
        self.replays = Replays(self)
        self.replays.failed.connect(self.tell)
        self.replays.opened.connect(self._replay_opened)
        self.replays.front.connect(self._come_to_front)
        self.importing = BasemapImport(self)
        self.reporting = ReportWork(self)
        self.reporting.done.connect(self._report_made)
        self.reporting.failed.connect(self._report_failed)
        self.importing.done.connect(lambda path, _notes: self.put_basemap(path))
        self.theme.changed.connect(self._dress)
        self._dress()
        self.session.introduced.connect(self._introduced)
        if options.station is not None:  # who knows what catalogue it has; what is brought along has ours
            known = StationCatalogue(self.session, lambda: catalogue_texts(options.catalogue, options.rules), self)
            known.made.connect(self.use_catalogue)
            known.refused.connect(self.tell)
        if opening is not None:
            opening(self.session)
        self.window = self._make_window()

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.session, self.selection, self.theme, self.remembered, self.basemap)
        wire(window, self)
        return window

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setFont(font("normal", language=self.translators.language))
        app.setPalette(build_palette(self.theme.tokens))
        sheet = build_stylesheet(self.theme.tokens)
        if sheet != app.styleSheet():  # every widget there is is dressed anew, which takes a second
            app.setStyleSheet(sheet)

    def show(self) -> None:
        """Show the window."""
        self.window.show()

    def tell(self, sentence: str) -> None:
        """A sentence for the operator, under the header."""
        self.window.notice.tell(sentence)

    def open_page(self, system: str) -> None:
        """Show the page of a system, where the window could make pages."""
        opener = getattr(self.window.panels["page"], "open", None)
        if opener is not None:
            opener(system)
            self.window.go("page")

    # -- what commands do ------------------------------------------------------------------------------------

    def use_theme(self, name: str) -> None:
        """Dark or light."""
        self.remembered.theme = name
        self.theme.use(name)

    def use_language(self, language: str) -> None:
        """Switch the language: the window is made anew with all its texts, layout and selection as they were."""
        if language == self.session.language:
            return
        old = self.window
        old.remember()
        self.translators.use(language)
        self.session.language = self.translators.language
        self.remembered.language = self.translators.language
        self._dress()
        self._replace(old)

    def use_catalogue(self, catalogue: Catalogue) -> None:
        """Names and limits are those of the station: the window is made anew with them."""
        old = self.window
        old.remember()
        self.session.use_catalogue(catalogue)
        self._replace(old)
        self.tell(self.tr("Names, kinds and limits are those of the station."))

    def _replace(self, old: MainWindow) -> None:
        """A new window in the place of one that has been remembered."""
        visible, full = old.isVisible(), old.isFullScreen()
        self.window = self._make_window()
        if not full and not old.isMaximized():
            self.window.resize(old.size())  # a geometry that is remembered is cut to the screen, one that was asked not
        if visible:
            self.window.show()
        self.window.commands["fullscreen"].setChecked(full)
        old.blockSignals(True)
        old.close()
        old.deleteLater()

    def use_operator(self, name: str, role: Role | None = None) -> None:
        """Who sits here: the name that acknowledgements carry, and the role (None: as before)."""
        known = " ".join(name.split())[:80]
        self.remembered.operator = known
        self.session.seat(known, self.session.role if role is None else role)
        self.remembered.role = self.session.role.value
        self.session.duty.restore_state(self.remembered.duties.get(self.session.operator))
        self.window.header.refresh()

    def use_shifts(self, starts: tuple[int, ...]) -> None:
        """When shifts begin, minutes of the city's day."""
        self.session.shift_starts = starts
        self.remembered.shifts = starts_text(starts)

    def choose_basemap(self) -> None:
        """Ask which basemaps the map draws."""
        choice = getattr(self.window.panels["map"], "features", {}).get("basemap")
        if choice is not None:
            choice.open()

    def put_basemap(self, path: Path) -> None:
        """A basemap the operator has just made: shown instead of the one before, and remembered."""
        choice = getattr(self.window.panels["map"], "features", {}).get("basemap")
        if choice is not None:
            choice.put(str(path))
        else:
            self.use_basemap(path)

    def use_basemap(self, path: Path) -> None:
        """The demo city's basemap, which became ready after the window: under those the user asked for."""
        self._draw_on((str(path), *self.basemap))
        self._keep_maps()

    def _draw_on(self, basemaps: tuple[str, ...]) -> None:
        self.basemap = basemaps
        setter = getattr(self.window.panels["map"], "set_basemap", None)
        if setter is not None:
            setter(self.basemap)

    def plot_selection(self) -> None:
        """Plot the headline of the selected entity, else its first number."""
        mirror, entity = self.session.mirror, self.selection.current
        row = mirror.row_of.get(entity)
        if row is None:
            return
        headline = self.session.catalogue.kind(mirror.types[row]).headline
        cells = mirror.cells_of(row)
        numbers = [name for name, cell in cells.items() if mirror.value[cell] == mirror.value[cell]]
        attribute = headline if headline in cells else next(iter(numbers), "")
        if attribute:
            self.selection.plot.emit(entity, attribute)

    def show_selection(self) -> None:
        """Bring the selected entity into view."""
        if self.selection.current:
            self.selection.show_on_map.emit(self.selection.current)

    def clear_selection(self) -> None:
        """Nothing selected, nothing narrowed."""
        self.selection.select([])
        self.selection.narrow("")
        self.selection.narrow_to("")

    def narrow_to_area(self) -> None:
        """Narrow everything to the selected area, else to the smallest that the selection is in."""
        city, mirror, entity = self.session.areas.city, self.session.mirror, self.selection.current
        row = mirror.row_of.get(entity, -1)
        if city.is_area(entity):
            area = entity
        elif row >= 0:
            own = set(city.index.areas_of(row))
            at = city.index.areas_at(float(mirror.lon[row]), float(mirror.lat[row]))
            area = next((one for one in at if one in own), next(iter(own), ""))
        else:
            area = ""
        if not area:
            self.tell(self.tr("Select an area, or something in one: press Ctrl+K and type the name of a district."))
        elif area != self.selection.area:
            self.selection.narrow_to(area)

    def use_duty(self, areas: list[str], systems: list[str]) -> None:
        """What the operator answers for, remembered by their name."""
        self.session.duty.choose(areas, systems)
        self._remember_duty()

    def _remember_duty(self) -> None:
        state = self.session.duty.save_state()
        if state:
            self.remembered.duties[self.session.operator] = state
        else:
            self.remembered.duties.pop(self.session.operator, None)

    def _report_made(self, path: Path, _troubles: list[str]) -> None:
        self.tell(self.tr("The report {file} is made.").format(file=path))

    def _report_failed(self, sentence: str) -> None:
        if sentence:
            self.tell(self.tr("The report could not be made: {reason}").format(reason=one_line(sentence)))

    def _introduced(self) -> None:
        """What is moved about in a window that turns out to show a recording moves nothing in the live one."""
        if self.session.recorded and self._memory == default_path():
            self._memory = default_path(recorded=True)
        if self.session.recorded and not self.basemap:
            known = maps_of(self.remembered.maps, self.session.city)
            if known:
                self._draw_on(known)
        self._keep_maps()

    def _keep_maps(self) -> None:
        """Written down at once: a replay that is opened meanwhile is drawn on the same map."""
        known = self.session.city and self.basemap and not self.session.recorded
        if known and self.remembered.maps.get(self.session.city) != list(self.basemap):
            remember_maps(self.remembered.maps, self.session.city, self.basemap)
            self._save()

    def keep(self) -> None:
        """Write down at once what is remembered."""
        self._save()

    def _save(self) -> None:
        if self._memory is not None:
            save(self._memory, self.remembered)

    def live_watch(self) -> LiveWatch | None:
        """The link of a replay to the live station whose alarms break through; None where none is known."""
        if self._watch is None and self.options.live:
            try:
                self._watch = LiveWatch(self.options.live, self.session.language, self)
            except AddressError as error:
                self.tell(str(error))
                return None
            self._watch.start()
        return self._watch

    def replay(self, file: Path) -> None:
        """Open a recorded incident in a window of its own."""
        trouble = self.replays.open(
            file,
            live=getattr(self.session.channel, "address", ""),
            theme=self.theme.tokens.name,
            language=self.session.language,
            operator=self.session.operator,
        )
        if trouble:
            self.tell(trouble)
            return
        self.remembered.incidents = with_newest(self.remembered.incidents, file)
        self.tell(self._opening(file))

    def _replay_opened(self, file: Path) -> None:
        self.window.notice.take_back(self._opening(file))

    def _opening(self, file: Path) -> str:
        return self.tr("{file} is being opened in a window of its own.").format(file=file.name)

    def _come_to_front(self, entity: str, occurrence: str) -> None:
        """A replay asks for this window: somebody there has seen a live alarm."""
        window = self.window
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window, 0)
        if self.session.wanted is not None:
            self.session.review(None)
        if entity:
            self.selection.select([entity], occurrence)
            window.go("alarms")

    def leave(self) -> None:
        """The window is closing: remember everything."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.window.remember()
        self._save()
        self.importing.stop()
        self.reporting.stop()
        self.replays.stop()
        self.left.emit()
