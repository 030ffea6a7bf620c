"""What surrounds every program with windows: what is set before Qt is, errors nobody caught, the end in order."""

import faulthandler
import logging
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from opscenter.console.collector import Collector
from opscenter.console.map.backend import choose_backend
from opscenter.settings.allocator import calm_allocator
from opscenter.settings.resources import icon_root

log = logging.getLogger("opscenter.console")
qt_log = logging.getLogger("opscenter.qt")


class HasWindow(Protocol):
    """What shows a window, which may be another one by and by."""

    @property
    def window(self) -> QWidget: ...


@dataclass(slots=True)
class Program:
    """What windows are shown in."""

    app: QApplication
    collector: Collector
    faults: "Faults"


@contextmanager
def running_program() -> Iterator[Program]:
    """All that a window needs around it; in the end what waits to be deleted is, and Python has back what it gave."""
    tell_of_crashes()
    choose_backend()
    qInstallMessageHandler(log_from_qt)
    app = make_application()
    hand_over_quickly()
    calm_allocator()
    collector = Collector()
    faults = Faults()
    faults.install()
    try:
        yield Program(app, collector, faults)
    finally:
        faults.remove()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        collector.stop()
        qInstallMessageHandler(None)


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


def end_on_signals(shown: HasWindow) -> None:
    """Ctrl+C and a polite kill close the window in order. The session's timer lets Python see them within 100 ms."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: shown.window.close())


def picture_and_end(window: QWidget, target: Path) -> None:
    """Save a picture of the window (PNG) and end the program: 0, or 1 and a sentence when it cannot be written."""
    done = window.grab().save(str(target), "PNG")
    if not done:
        refuse(f"The picture {target} could not be written. Check that its folder exists and may be written.")
    QCoreApplication.exit(0 if done else 1)


def refuse(sentence: str) -> int:
    """Say on stderr why there is no window, or no picture of it; the exit status."""
    sys.stderr.write(sentence.rstrip() + "\n")
    return 1


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
