"""Starts the console: the window, the station it brings along, and the end in order."""

import sys

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from opscenter.console.companions import Companions
from opscenter.console.looking_back import LookBack
from opscenter.console.options import ConsoleOptions
from opscenter.console.program import end_on_signals, picture_and_end, refuse, running_program
from opscenter.console.session import LinkState, Session
from opscenter.console.shell import memory
from opscenter.console.shell.console import Console
from opscenter.desk.errors import AddressError
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import CatalogueErrors
from opscenter.domain.toml_table import nearest
from opscenter.settings.catalogue import catalogue_of, load_catalogue

DEFAULT_SIZE = (1920, 1080)


def catalogue_for(options: ConsoleOptions) -> Catalogue:
    """That of a recording for its replay, whatever this program has come to know since. Raises CatalogueErrors."""
    if options.replay is not None and options.replay.catalogue is not None:
        return catalogue_of(options.replay.catalogue)
    return load_catalogue(options.catalogue, options.rules)


def run_console(options: ConsoleOptions) -> int:
    """Show the window until it is closed; the exit status. Sentences about what went wrong go to stderr."""
    try:
        size = parse_size(options.size) if options.size else None
        catalogue = catalogue_for(options)
        if options.page and options.page not in catalogue.systems:
            raise ValueError(f'There is no system "{options.page}"{nearest(options.page, catalogue.systems)}')
    except (CatalogueErrors, ValueError) as error:
        return refuse(str(error))
    with running_program() as program:  # what is made here is still there when it ends
        picture = options.screenshot is not None
        path = None if picture else memory.default_path(options.replay is not None)
        remembered, trouble = memory.Remembered(), ""
        if path is not None and options.replay is not None:
            remembered, trouble = memory.load_recorded(memory.default_path(), path)
        elif path is not None:
            remembered, trouble = memory.load(path)
        brought: list[Companions] = []

        def bring_along(session: Session) -> None:
            brought.append(Companions(session, options))
            brought[0].start()

        console: Console | None = None
        try:
            console = Console(catalogue, options, remembered, path, opening=bring_along)
            program.faults.told.connect(console.tell)
            brought[0].notice.connect(console.tell)
            brought[0].basemap_ready.connect(console.use_basemap)
            console.left.connect(program.app.quit)
            readiness = Readiness(console)
            readiness.reached.connect(program.collector.settle)
            readiness.grown.connect(program.collector.set_apart)
            console.session.changed.connect(readiness.look)
            if trouble:
                console.tell(trouble)
            if size is not None or picture:
                console.window.resize(*(size or DEFAULT_SIZE))
            console.show()
            if options.page:
                console.open_page(options.page)
            if options.wall and console.window.wall is not None:
                console.window.wall.enter(full=size is None and not picture)
            back = LookBack(console.session, options.review, console) if options.review is not None else None
            if options.screenshot is not None:
                shot = Screenshot(console, options, back)
                QTimer.singleShot(round(max(0.0, options.after) * 1000), shot.take)
            end_on_signals(console)
            return program.app.exec()
        except AddressError as error:
            return refuse(str(error))
        finally:
            for companions in brought:
                companions.close()
            if console is not None:
                console.window.deleteLater()


def parse_size(text: str) -> tuple[int, int]:
    """(width, height) of "1280x800". ValueError with a sentence for anything else."""
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 640 <= int(width) <= 16_384 and 480 <= int(height) <= 16_384):
        raise ValueError(f"--size {text} is not WIDTHxHEIGHT in pixels, from 640x480, like 1920x1080.")
    return int(width), int(height)


class Readiness(QObject):
    """Writes one line on stdout when the first live picture has been shown: scripts and tests wait for it."""

    reached = Signal()
    grown = Signal()  # much more of the city is known than when this was last said

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._console = console
        self._done = False
        self._count = 0

    def look(self) -> None:
        """Called after each beat."""
        session = self._console.session
        if not self._done and session.link is LinkState.LIVE and session.mirror.seq >= 0:
            self._done = True
            QTimer.singleShot(0, self._tell)
        count = len(session.mirror.ids)
        if self._done and count > 1.3 * self._count + 500:
            self._count = count
            self.grown.emit()

    def _tell(self) -> None:
        sys.stdout.write(f"opscenter console ready entities={len(self._console.session.mirror.ids)}\n")
        sys.stdout.flush()
        self.reached.emit()


class Screenshot(QObject):
    """Saves a picture of the window and ends the program: 0, or 1 and a sentence when it cannot be written."""

    def __init__(self, console: Console, options: ConsoleOptions, back: LookBack | None = None) -> None:
        super().__init__(console)
        self._console = console
        self._options = options
        self._back = back

    def take(self) -> None:
        """Now, or when the past that was asked for is shown."""
        target = self._options.screenshot
        assert target is not None
        back = self._back
        if back is not None and not back.over:
            back.settled.connect(self.take)
            return
        if back is not None and back.refused:
            refuse(back.refused)
            QCoreApplication.exit(1)
            return
        picture_and_end(self._console.window, target)
