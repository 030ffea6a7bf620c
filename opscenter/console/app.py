"""Starts the console: what must be set before Qt is, the window, the station, and the end in order."""

import faulthandler
import logging
import signal
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from opscenter.console.collector import Collector
from opscenter.console.companions import Companions
from opscenter.console.looking_back import LookBack
from opscenter.console.map.backend import choose_backend
from opscenter.console.options import ConsoleOptions
from opscenter.console.session import LinkState, Session
from opscenter.console.shell import memory
from opscenter.console.shell.console import Console
from opscenter.desk.errors import AddressError
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.catalogue_parsing import CatalogueErrors
from opscenter.domain.toml_table import nearest
from opscenter.settings.allocator import calm_allocator
from opscenter.settings.catalogue import catalogue_of, load_catalogue
from opscenter.settings.resources import icon_root

log = logging.getLogger("opscenter.console")
qt_log = logging.getLogger("opscenter.qt")

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
        return _refuse(str(error))
    tell_of_crashes()
    choose_backend()
    qInstallMessageHandler(log_from_qt)
    app = make_application()
    hand_over_quickly()
    calm_allocator()
    collector = Collector()
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

    faults = Faults()
    faults.install()
    console: Console | None = None
    status = 1
    try:
        console = Console(catalogue, options, remembered, path, opening=bring_along)
        faults.told.connect(console.tell)
        brought[0].notice.connect(console.tell)
        brought[0].basemap_ready.connect(console.use_basemap)
        console.left.connect(app.quit)
        readiness = Readiness(console)
        readiness.reached.connect(collector.settle)
        readiness.grown.connect(collector.set_apart)
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
        _end_on_signals(console)
        status = app.exec()
    except AddressError as error:
        status = _refuse(str(error))
    finally:
        for companions in brought:
            companions.close()
        faults.remove()
        if console is not None:
            console.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        collector.stop()
        qInstallMessageHandler(None)
    return status


def parse_size(text: str) -> tuple[int, int]:
    """(width, height) of "1280x800". ValueError with a sentence for anything else."""
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 640 <= int(width) <= 16_384 and 480 <= int(height) <= 16_384):
        raise ValueError(f"--size {text} is not WIDTHxHEIGHT in pixels, from 640x480, like 1920x1080.")
    return int(width), int(height)


def tell_of_crashes() -> None:
    """From now on a crash below Python says on stderr where every thread was: without that nobody can mend it."""
    if not faulthandler.is_enabled():
        try:
            faulthandler.enable(all_threads=True)
        except (OSError, ValueError, AttributeError, RuntimeError):  # no stderr, or one that is not a file
            log.debug("there is no stderr to write a crash to")


def hand_over_quickly() -> None:
    """Let the window's thread have the interpreter back from a painting thread after half a millisecond, not five.

    A frame asks for it dozens of times; measured with 50,000 entities on two cores, holds of the window over 50 ms
    became seven times rarer, and the longest fell from 178 to 65 ms. The painting threads lose nothing measurable.
    """
    sys.setswitchinterval(0.0005)


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence.rstrip() + "\n")
    return 1


def make_application() -> QApplication:
    """The application object with the program's name, style and icon; the running one if there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QApplication.setApplicationName("opscenter")
    QApplication.setApplicationDisplayName("opscenter")
    QApplication.setDesktopFileName("org.opscenter.Opscenter")
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(icon_root() / "opscenter.svg")))
    app.setQuitOnLastWindowClosed(False)  # a language switch replaces the window
    return app


def _end_on_signals(console: Console) -> None:
    """Ctrl+C and a polite kill close the window in order. The session's timer lets Python see them within 100 ms."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: console.window.close())


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
            _refuse(back.refused)
            QCoreApplication.exit(1)
            return
        done = self._console.window.grab().save(str(target), "PNG")
        if not done:
            _refuse(f"The picture {target} could not be written. Check that its folder exists and may be written.")
        QCoreApplication.exit(0 if done else 1)


class Faults(QObject):
    """Errors of our own that nobody caught: into the log with their stack, and a sentence to the operator."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._hook = sys.excepthook
        self._thread_hook = threading.excepthook
        self._seen: set[str] = set()

    def install(self) -> None:
        """From now on no error ends the program or goes unseen."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def remove(self) -> None:
        """Back to what was there before."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def _caught(self, kind: type[BaseException], error: BaseException, stack: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        frames = traceback.extract_tb(stack)
        where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        key = f"{kind.__name__} {where}"
        if key in self._seen:
            log.error("again: %s: %s (%s)", kind.__name__, error, where)
            return
        if len(self._seen) < 200:
            self._seen.add(key)
        log.critical("an error in the console", exc_info=(kind, error, stack))
        self.told.emit(
            self.tr("Something in the console went wrong ({error}). It goes on; please report it with the log.").format(
                error=f"{kind.__name__}: {error}"
            )
        )

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)


_HARMLESS = ("This plugin does not support", "PulseAudioService: ")
"""What Qt says where there is no window manager or no sound: nothing an operator could or should do."""


def log_from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's own messages go into our log."""
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
    }.get(kind, logging.CRITICAL)
    category = context.category or "qt"
    if message.startswith(_HARMLESS) or (level < logging.ERROR and category.startswith("qt.multimedia")):
        level = logging.DEBUG
    qt_log.log(level, "%s: %s", category, message)
