"""Asks servers for tiles in a thread of its own, few at a time, the newest wish first.

Qt's network because it is here already, uses the system's certificates and proxies by itself, keeps connections open
and can be cut off at any moment. Certificates in the file that SSL_CERT_FILE names are trusted as well, as by other
programs: a site's own authority.
"""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QThread, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest, QSslConfiguration, QSslError

from opscenter import __version__

_log = logging.getLogger("opscenter.basemap")

AT_ONCE = 4
_WAITING_MOST = 96
_SILENCE_MS = 10_000
_WHOLE_S = 30.0
LARGEST_BYTES = 16_000_000
AGENT = f"opscenter/{__version__} (map of a city operations centre)"


@dataclass(slots=True, frozen=True)
class Answer:
    """What became of a wish. `status` 0: no answer at all, `error` says why; `dropped`: newer wishes took its place;
    `distrusted`: its certificate is not one to be trusted, `error` says why not."""

    status: int = 0
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    error: str = ""
    dropped: bool = False
    distrusted: bool = False


@dataclass(slots=True)
class _Wish:
    url: str
    headers: dict[str, str]
    done: Callable[[Answer], None]
    begun: float = 0.0
    distrust: str = ""


class Fetcher:
    """May be used from any thread. `done` of a wish is called in the fetcher's own."""

    def __init__(self) -> None:
        self._thread = QThread()
        self._thread.setObjectName("tile-fetcher")
        self._loop = _Loop()
        self._loop.moveToThread(self._thread)
        self._thread.start()

    def get(self, url: str, headers: dict[str, str], done: Callable[[Answer], None]) -> None:
        """Wish for the content of an address."""
        self._loop.wished.emit(_Wish(url, headers, done))

    def stop(self) -> None:
        """Cut everything off and end the thread; wishes that are open are not answered."""
        if self._thread.isRunning():
            self._loop.ending.emit()
            self._thread.wait(10_000)


class _Loop(QObject):
    wished = Signal(object)
    ending = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._manager: QNetworkAccessManager | None = None
        self._watch: QTimer | None = None
        self._trust: QSslConfiguration | None = None
        self._waiting: list[_Wish] = []
        self._open: dict[QNetworkReply, _Wish] = {}
        self.wished.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.ending.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _take(self, wish: _Wish) -> None:
        self._waiting.append(wish)
        if len(self._waiting) > _WAITING_MOST:
            self._waiting.pop(0).done(Answer(dropped=True))
        self._go_on()

    def _go_on(self) -> None:
        if self._manager is None:
            self._manager = QNetworkAccessManager(self)
            self._trust = _trust()
            self._watch = QTimer(self)
            self._watch.timeout.connect(self._look)
            self._watch.start(1_000)
        while self._waiting and len(self._open) < AT_ONCE:
            wish = self._waiting.pop()
            request = QNetworkRequest(QUrl(wish.url))
            request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, AGENT)
            request.setTransferTimeout(_SILENCE_MS)
            request.setAttribute(
                QNetworkRequest.Attribute.RedirectPolicyAttribute,
                QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy,
            )
            request.setMaximumRedirectsAllowed(5)
            for name, value in wish.headers.items():
                request.setRawHeader(name.encode("latin-1", "replace"), value.encode("latin-1", "replace"))
            if self._trust is not None:
                request.setSslConfiguration(self._trust)
            wish.begun = time.monotonic()
            reply = self._manager.get(request)
            self._open[reply] = wish
            reply.downloadProgress.connect(self._check_size)
            reply.finished.connect(self._finished)
            reply.sslErrors.connect(self._distrust)

    @Slot("QList<QSslError>")
    def _distrust(self, errors: list[QSslError]) -> None:
        """Nothing is overlooked: the answer will be that the handshake failed."""
        reply = self.sender()
        if isinstance(reply, QNetworkReply) and reply in self._open and errors:
            self._open[reply].distrust = errors[0].errorString()

    @Slot("qlonglong", "qlonglong")
    def _check_size(self, received: int, total: int) -> None:
        reply = self.sender()
        if isinstance(reply, QNetworkReply) and max(received, total) > LARGEST_BYTES:
            reply.abort()

    @Slot()
    def _finished(self) -> None:
        reply = self.sender()
        if not isinstance(reply, QNetworkReply):
            return
        wish = self._open.pop(reply, None)
        if wish is not None:
            status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
            whole = reply.error() is QNetworkReply.NetworkError.NoError or status is not None
            if reply.error() is QNetworkReply.NetworkError.OperationCanceledError:
                whole = False  # cut off by a timeout, a limit or the end
            if whole:
                headers = {
                    bytes(name.data()).decode("latin-1").lower(): bytes(value.data()).decode("latin-1")
                    for name, value in reply.rawHeaderPairs()
                }
                answer = Answer(int(status or 0), bytes(reply.readAll().data()), headers)
            else:
                failed = reply.error() is QNetworkReply.NetworkError.SslHandshakeFailedError
                answer = Answer(error=wish.distrust or reply.errorString(), distrusted=failed)
            wish.done(answer)
        reply.deleteLater()
        if self._manager is not None:
            self._go_on()

    @Slot()
    def _look(self) -> None:
        """A server that sends a byte now and then is cut off, too."""
        late = time.monotonic() - _WHOLE_S
        for reply in [reply for reply, wish in self._open.items() if wish.begun < late]:
            reply.abort()

    @Slot()
    def _end(self) -> None:
        self._waiting.clear()
        manager, self._manager = self._manager, None
        open_, self._open = list(self._open), {}
        for reply in open_:
            reply.abort()
            reply.deleteLater()
        if self._watch is not None:
            self._watch.stop()
        if manager is not None:
            manager.deleteLater()
        QThread.currentThread().quit()


def _trust() -> QSslConfiguration | None:
    """The system's authorities and those of SSL_CERT_FILE; None: as Qt does by itself."""
    file = os.environ.get("SSL_CERT_FILE", "")
    if not file:
        return None
    trust = QSslConfiguration.defaultConfiguration()
    if not trust.addCaCertificates(file):
        _log.warning("SSL_CERT_FILE names %s, which holds no certificate in PEM format", file)
    return trust
