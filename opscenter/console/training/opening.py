"""Opens the trainer's console: on a station that runs already, or on one that it brings along."""

import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from opscenter.console.app import parse_size
from opscenter.console.companion import Companion
from opscenter.console.feed import start_feed
from opscenter.console.program import end_on_signals, picture_and_end, refuse, running_program
from opscenter.console.session import LinkState, Session
from opscenter.console.shell.console import login_name
from opscenter.console.shell.languages import Translators, system_language
from opscenter.console.shell.memory import default_path, load
from opscenter.console.station_catalogue import StationCatalogue
from opscenter.console.theme.fonts import font
from opscenter.console.theme.stylesheet import build_palette, build_stylesheet
from opscenter.console.theme.theme import Theme
from opscenter.console.training.trainer_window import TrainerWindow
from opscenter.desk.errors import AddressError
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import CatalogueErrors
from opscenter.settings.catalogue import catalogue_texts, load_catalogue

TOKEN_VARIABLE = "OPSCENTER_EXERCISE_TOKEN"
"""By which a station that is brought along learns the trainer's token: a command line is read by everybody."""
NAME = "exercise"
FILE_WITHIN_MS = 60_000
"""A session that is over has its file made to the end, also when the trainer's window is closed meanwhile."""


@dataclass(slots=True)
class TrainerOptions:
    """`station`: the address of one that runs, with its `token`; or `run`: the arguments of `opscenter exercise run`
    for one that is brought along. `screenshot`: save a PNG of the window `after` seconds and end."""

    station: str | None = None
    token: str = ""
    run: list[str] = field(default_factory=list)
    catalogue: Path | None = None
    rules: tuple[Path, ...] = ()
    language: str | None = None
    theme: str | None = None
    operator: str | None = None
    screenshot: Path | None = None
    after: float = 8.0
    size: str | None = None


class TrainerConsole(QObject):
    """The trainer's window with its session, theme and language, and the station it brought along, if any.

    `told(str)`: the address for trainees, once it is known.
    """

    told = Signal(str)

    def __init__(self, catalogue: Catalogue, options: TrainerOptions) -> None:
        super().__init__()
        remembered, _trouble = load(default_path())
        self.options = options
        self.token = options.token or (secrets.token_urlsafe(12) if options.run else "")
        self.theme = Theme(options.theme or remembered.theme, self)
        self.translators = Translators()
        self.translators.use(options.language or remembered.language or system_language())
        self.session = Session(catalogue, options.operator or remembered.operator or login_name() or "trainer", self)
        self.session.language = self.translators.language
        known = StationCatalogue(self.session, lambda: catalogue_texts(options.catalogue, options.rules), self)
        known.made.connect(self.session.use_catalogue)
        self.theme.changed.connect(self._dress)
        self._dress()
        self.companion: Companion | None = None
        self._address = ""
        self.window = TrainerWindow(self.session, self.theme, self.token)
        self.window.panel.brought_along = bool(options.run)
        self.window.panel.refresh()
        self.told.connect(self.window.show_address)
        known.refused.connect(self.window.notice.tell)

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setFont(font("normal", language=self.translators.language))
        app.setPalette(build_palette(self.theme.tokens))
        app.setStyleSheet(build_stylesheet(self.theme.tokens))

    def start(self) -> None:
        """Attach, or start the station first. Raises desk.errors.AddressError for what cannot be an address."""
        if self.options.station is not None:
            self._attach(self.options.station)
            return
        os.environ[TOKEN_VARIABLE] = self.token  # of this process and those it starts
        arguments = ["exercise", "run", *self.options.run, "--parent-pid", str(os.getpid())]
        # An exercise that was begun cannot be begun anew where it was: what ended it is told instead.
        self.companion = Companion(NAME, lambda: arguments, self, restarts=False, stop_within_ms=FILE_WITHIN_MS)
        self.companion.ready.connect(self._station_ready)
        self.companion.died.connect(self._station_died)
        self.companion.start()

    def _attach(self, address: str) -> None:
        self._address = address
        start_feed(self.session, address)
        self.told.emit(address)

    def _station_ready(self, fields: dict[str, str]) -> None:
        self._attach(fields.get("desk", ""))

    def _station_died(self, why: str) -> None:
        sentence = self.tr("The exercise's station ended ({why}).").format(why=why)
        self.session.set_link(LinkState.LOST, sentence)

    def close(self) -> None:
        """End the link and the station that was brought along."""
        if self.session.channel is not None:
            self.session.channel.close()
        if self.companion is not None:
            self.companion.stop()
        self.translators.remove()


def run_trainer(options: TrainerOptions) -> int:
    """Show the trainer's console until it is closed; the exit status. What went wrong is said on stderr."""
    try:
        size = parse_size(options.size) if options.size else None
        catalogue = load_catalogue(options.catalogue, options.rules)
    except (CatalogueErrors, ValueError) as error:
        return refuse(str(error))
    with running_program() as program:  # what is made here is still there when it ends
        console: TrainerConsole | None = None
        try:
            console = TrainerConsole(catalogue, options)
            window = console.window
            program.faults.told.connect(window.notice.tell)
            window.closed.connect(program.app.quit)
            console.told.connect(_say_ready)
            console.start()
            if size is not None:
                window.resize(*size)
            window.show()
            if options.screenshot is not None:
                shot = options.screenshot
                QTimer.singleShot(round(max(0.0, options.after) * 1000), window, lambda: picture_and_end(window, shot))
            end_on_signals(console)
            return program.app.exec()
        except AddressError as error:
            return refuse(str(error))
        finally:
            if console is not None:
                console.close()
                console.window.deleteLater()


def _say_ready(address: str) -> None:
    sys.stdout.write(f"opscenter trainer ready desk={address}\n")
    sys.stdout.flush()
