"""The catalogue of the station that a console is attached to: asked for, made into one beside the window's thread."""

import contextlib
import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from opscenter.console.plain import one_line
from opscenter.console.session import Answer, Session
from opscenter.domain.toml_document import FileMistakes
from opscenter.settings.catalogue import CatalogueTexts, catalogue_of
from opscenter.wire.desk import Header

log = logging.getLogger("opscenter.console.catalogue")

LARGEST = 8 << 20
"""Characters of all texts together."""
MOST_FILES = 500
MOST_RULES = 10_000


class StationCatalogue(QObject):
    """Asks whenever a station introduces itself. `made(Catalogue)`: it is another one than is in use; `refused(str)`:
    it cannot be used, and the one in use stays. `own`: what the one in use is made of at first."""

    made = Signal(object)
    refused = Signal(str)
    _worked = Signal(object, str)

    def __init__(self, session: Session, own: Callable[[], CatalogueTexts], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._own = session, own
        self._used: CatalogueTexts | None = None
        self._thread: threading.Thread | None = None
        self._worked.connect(self._done, Qt.ConnectionType.QueuedConnection)
        session.introduced.connect(self.ask)

    def ask(self) -> None:
        """Ask for it, unless the last answer is still being worked on."""
        if self._thread is None:
            self._session.query("catalogue", {}, self._answered)

    def _answered(self, answer: Answer) -> None:
        if self._thread is not None:
            return
        if answer.refused:  # a station of an earlier time does not tell
            log.info("the station's catalogue is not known: %s", answer.refused)
            return
        header = answer.header
        self._thread = threading.Thread(target=self._work, args=(header,), name="station-catalogue", daemon=True)
        self._thread.start()

    def _work(self, header: Header) -> None:
        made, trouble = None, ""
        try:
            texts = texts_of(header)
            used = self._used if self._used is not None else self._own()
            if _said(texts) != _said(used):
                made = catalogue_of(texts), texts
        except FileMistakes as error:
            trouble = str(error).split("\n", 1)[0]
        except ValueError as error:
            trouble = str(error)
        except Exception as error:
            log.exception("the station's catalogue could not be used")
            trouble = f"{type(error).__name__}: {error}"
        with contextlib.suppress(RuntimeError):  # the window is gone already
            self._worked.emit(made, trouble)

    def _done(self, made: object, trouble: str) -> None:
        self._thread = None
        if trouble:
            told = self.tr("The catalogue of the station cannot be used ({reason}). Names and limits are our own.")
            self.refused.emit(told.format(reason=one_line(trouble, 200)))
        elif isinstance(made, tuple):
            catalogue, self._used = made
            self.made.emit(catalogue)


def texts_of(header: Header) -> CatalogueTexts:
    """What an answer to `catalogue` says. ValueError with a sentence for what is no such answer."""
    if trouble := header.get("trouble"):
        raise ValueError(str(trouble))
    texts = CatalogueTexts(
        _texts(header.get("files")), _texts(header.get("rules")), _names(header.get("replaced")),
        _names(header.get("forgiven")),
    )  # fmt: skip
    if not texts.files:
        raise ValueError("it has no files")
    if sum(map(len, (*texts.files.values(), *texts.rules.values()))) > LARGEST:
        raise ValueError("it is too large")
    return texts


def _said(texts: CatalogueTexts) -> tuple[object, ...]:
    """What it says, whatever its files of rules are called."""
    return texts.files, list(texts.rules.values()), texts.replaced, texts.forgiven


def _texts(told: object) -> dict[str, str]:
    if not isinstance(told, dict) or len(told) > MOST_FILES:
        raise ValueError("it is not told as files")
    if not all(isinstance(name, str) and isinstance(text, str) for name, text in told.items()):
        raise ValueError("a file of it is no text")
    return dict(told)


def _names(told: object) -> set[str]:
    if not isinstance(told, list) or len(told) > MOST_RULES or not all(isinstance(one, str) for one in told):
        raise ValueError("what it replaces is not told as names")
    return set(told)
