"""A second link of a replay's window, to the live station, for its alarms of the highest priority and nothing else.

What it hears is kept here, apart from the replay's session: it enters no list, no map and no plot of the replay.
"""

import logging
import threading
from dataclasses import dataclass, field

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal, Slot

from opscenter.console.attention.announcements import Announcements
from opscenter.desk.link import Link, Standing
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.languages import in_script
from opscenter.wire.alarm_facts import alarm_from_fact
from opscenter.wire.desk import Columns, Header

log = logging.getLogger("opscenter.console.replay.live")


@dataclass(slots=True)
class _News:
    """Facts that came, by occurrence: `standing` are all there are, anew (None: nothing of the kind), `alarms` those of
    beats, since then where both came. `names`: of their entities."""

    standing: dict[str, Alarm] | None = None
    alarms: dict[str, Alarm] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


class LiveWatch(QObject):
    """`asked(list)`: critical alarms that ask for attention anew; `changed()`: others wait, or the link is another.

    `start` and `close` it. Raises desk.errors.AddressError at once for an address that cannot be one.
    """

    asked = Signal(object)
    changed = Signal()
    _arrived = Signal()

    def __init__(self, address: str, language: str = "en", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.address = address
        self.zone = "UTC"
        self.trouble = ""
        self.live = False
        self._alarms: dict[str, Alarm] = {}
        self._names: dict[str, str] = {}
        self._found = Announcements()
        self._now = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._lock = threading.Lock()
        self._news: _News | None = None
        self._stood: tuple[bool, str] | None = None
        self._closed = False
        # Of the link's thread alone:
        self._known: set[str] = set()
        self._ids: list[str] = []
        self._all_names: list[str] = []
        self._local_names: dict[int, dict[str, str]] = {}
        self._language = language
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._link = Link(address, self, client="console", name="replay", language=language)

    def start(self) -> None:
        """Begin to connect."""
        self._link.start()

    def close(self) -> None:
        """End the link; nothing is told after this."""
        self._closed = True
        self._link.close()

    @property
    def now(self) -> int:
        """The live station's time, Unix ms; 0 before it was heard."""
        return self._now + self._since.elapsed() if self._now else 0

    @property
    def waiting(self) -> list[Alarm]:
        """Critical alarms that nobody has acknowledged, those that asked last at the end."""
        found = [alarm for alarm in self._alarms.values() if alarm.state is AlarmState.UNACK]
        return sorted(found, key=lambda alarm: alarm.announced or alarm.since)

    def waits(self, priority: Priority) -> bool:
        """Whether one of this priority still waits for somebody."""
        return self._found.waits(priority, lambda _alarm: True)

    def place(self, alarm: Alarm) -> str:
        """The name of its entity, else the last part of its id."""
        return self._names.get(alarm.entity) or alarm.entity.rsplit(":", 1)[-1]

    # -- in the link's thread --------------------------------------------------------------------------------

    def on_standing(self, standing: Standing, reason: str) -> None:
        """See `desk.link.Listener`."""
        with self._lock:
            self._stood = (standing is Standing.LIVE, reason)
        self._tell()

    def on_welcome(self, header: Header) -> None:
        """A station that is no live one is said to be none."""
        self.zone = str(header.get("zone") or "UTC")
        if str(header.get("mode") or "live") != "live":
            with self._lock:
                self._stood = (False, self.tr("{address} is not a live station.").format(address=self.address))
            self._tell()

    def on_snapshot(self, header: Header, columns: Columns) -> None:
        """Everything, anew: of its alarms the critical ones."""
        self._ids, self._all_names = list(header.get("ids") or ()), list(header.get("names") or ())
        self._local_names.clear()
        self._take_local_names(header)
        self._known.clear()
        self._hear(header, whole=True)

    def on_beat(self, header: Header, columns: Columns) -> None:
        """The next beat."""
        self._ids += header.get("ids") or ()
        self._all_names += [""] * (len(self._ids) - len(self._all_names))
        for row, name in (header.get("names") or {}).items():
            if 0 <= int(row) < len(self._all_names):
                self._all_names[int(row)] = str(name)
        self._take_local_names(header)
        self._hear(header, whole=False)

    def _take_local_names(self, header: Header) -> None:
        for row, texts in (header.get("local_names") or {}).items():
            if isinstance(texts, dict):
                self._local_names[int(row)] = texts

    def _hear(self, header: Header, whole: bool) -> None:
        heard = _News()
        for fact in header.get("alarms") or ():
            if fact.get("priority") != Priority.CRITICAL and fact.get("occurrence") not in self._known:
                continue
            try:
                alarm = alarm_from_fact(fact)
            except (ValueError, KeyError, TypeError):
                continue  # of a newer station
            if alarm.priority is Priority.CRITICAL or alarm.occurrence in self._known:
                heard.alarms[alarm.occurrence] = alarm
                heard.names[alarm.entity] = self._name(alarm.entity)
                self._known.add(alarm.occurrence)
                if alarm.state is AlarmState.NORM:
                    self._known.discard(alarm.occurrence)
        now = header.get("now")
        with self._lock:
            if isinstance(now, int):
                self._now = now
                self._since.restart()
            if not heard.alarms and not whole:
                return
            if whole:
                self._news = _News(standing=heard.alarms, names=heard.names)
            elif self._news is None:
                self._news = heard
            else:
                self._news.alarms |= heard.alarms
                self._news.names |= heard.names
        self._tell()

    def _name(self, entity: str) -> str:
        try:
            row = self._ids.index(entity)
            return in_script(self._local_names.get(row, {}), self._language) or self._all_names[row]
        except (ValueError, IndexError):
            return ""

    def _tell(self) -> None:
        if not self._closed:
            self._arrived.emit()

    # -- in the window's thread ------------------------------------------------------------------------------

    @Slot()
    def _take(self) -> None:
        with self._lock:
            news, self._news = self._news, None
            stood, self._stood = self._stood, None
        if self._closed:
            return
        if stood is not None:
            self.live, self.trouble = stood
        new: list[Alarm] = []
        if news is not None:
            if news.standing is not None:
                self._alarms, self._names = dict(news.standing), {}
                self._found.update(self._alarms, None)  # these stood before we came: nobody is called for them
            self._alarms |= news.alarms
            self._names |= news.names
            new = self._found.update(self._alarms, list(news.alarms))
            self._alarms = {
                one: alarm
                for one, alarm in self._alarms.items()
                if alarm.state is not AlarmState.NORM and alarm.priority is Priority.CRITICAL
            }
        if stood is not None or news is not None:
            self.changed.emit()
        new = [alarm for alarm in new if alarm.priority is Priority.CRITICAL]
        if new:
            self.asked.emit(new)
