"""Live alarms of the highest priority break through into a replay: seen, heard, and with a way to where they are."""

import os
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from opscenter.console.attention.attention import Attention
from opscenter.console.format import format_time
from opscenter.console.plain import one_line
from opscenter.console.replay.live_banner import LiveBanner
from opscenter.console.replay.live_watch import LiveWatch
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.texts import in_language

LAUNCHED_BY = "OPSCENTER_LIVE_WINDOW"
"""Set for a replay that a live console has started: that one reads our standard output."""
FRONT = "opscenter replay front"
"""The line that asks it to come to the front; occurrence and entity follow as `name=value`."""


def was_launched() -> bool:
    """A live console has started this program and hears what it says."""
    return bool(os.environ.get(LAUNCHED_BY))


def open_live(address: str, more: Sequence[str] = ()) -> bool:
    """Open a console on the live station, in a process of its own; `more`: arguments of how it is to look."""
    started = QProcess.startDetached(sys.executable, ["-m", "opscenter", "console", "--station", address, *more])
    return bool(started[0] if isinstance(started, tuple) else started)


class BreakingThrough(QObject):
    """Shows what `watch` hears in `banner`, and has it sound as the site has set (`attention`; None: no sound).

    `language` and `notice` are asked when they are needed: who sits here and where sentences go; so is `looks`, the
    arguments of a live window that is opened: it is the same person's.
    """

    def __init__(
        self,
        watch: LiveWatch,
        banner: LiveBanner,
        attention: Attention | None,
        language: Callable[[], str],
        notice: Callable[[str], None],
        window: QWidget,
        keys: str,
        looks: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        super().__init__(window)
        self._looks = looks
        self.watch, self.banner = watch, banner
        self._attention, self._language, self._notice, self._window, self._keys = (
            attention, language, notice, window, keys,
        )  # fmt: skip
        if attention is not None:
            attention.clock = lambda: watch.now  # silence is of the present, whatever time is shown
        self._told: dict[str, None] = {}  # occurrences that broke through and were not put away
        watch.asked.connect(self._asked)
        watch.changed.connect(self.refresh)
        banner.wanted.connect(self.go)
        banner.heard.connect(self._heard)
        self._second = QTimer(self)
        self._second.setInterval(1_000)
        self._second.timeout.connect(self._remind)
        self._second.start()

    @property
    def shown(self) -> list[Alarm]:
        """What broke through and still waits, newest last."""
        return [alarm for alarm in self.watch.waiting if alarm.occurrence in self._told]

    @property
    def is_silent(self) -> bool:
        """Somebody wanted silence, by the live station's time."""
        return self._attention is not None and self._attention.is_silent

    def _asked(self, alarms: list[Alarm]) -> None:
        self._told |= dict.fromkeys(alarm.occurrence for alarm in alarms)
        self._sound()
        QApplication.alert(self._window, 0)
        self.refresh()

    def _heard(self) -> None:
        self._told.clear()
        self.refresh()

    def _sound(self) -> None:
        if self._attention is not None:
            self._attention.reminding.heard(Priority.CRITICAL, self.watch.now)
            if not self.is_silent:
                self._attention.tones.play(Priority.CRITICAL)

    def _remind(self) -> None:
        """As in the live window: a tone now and then while it waits."""
        now = self.watch.now
        if self._attention is None or not now or self.is_silent:
            return
        if self._attention.reminding.due(now, lambda one: one is Priority.CRITICAL and self.watch.waits(one)):
            self._sound()

    def refresh(self) -> None:
        """The band as what waits says."""
        shown = self.shown
        if not shown:
            self.banner.put("", "", "")
            return
        newest = shown[-1]
        text = one_line(in_language(newest.text, self._language()) or newest.rule, 160)
        at = format_time(newest.announced or newest.since, self.watch.zone)
        place = one_line(self.watch.place(newest), 80)
        sentence = self.tr("LIVE, now: critical alarm at {time}: {text} · {place}")
        words = sentence.format(time=at, text=text, place=place)
        if len(shown) > 1:
            words += "  " + self.tr("and %n more", "", len(shown) - 1)
        if was_launched():
            button = self.tr("To the live window")
            told = self.tr("It comes to the front with this alarm selected ({keys})").format(keys=self._keys)
        else:
            button = self.tr("Open a live window")
            told = self.tr("The live station is {address}. A console is opened on it ({keys}).").format(
                address=self.watch.address, keys=self._keys
            )
        self.banner.put(words, button, told)

    def go(self) -> None:
        """To the live window, with the newest alarm that waits; or say where it is."""
        waiting = self.shown or self.watch.waiting
        newest = waiting[-1] if waiting else None
        if was_launched():
            occurrence, entity = (newest.occurrence, newest.entity) if newest is not None else ("", "")
            sys.stdout.write(f"{FRONT} entity={_word(entity)} occurrence={_word(occurrence)}\n")
            sys.stdout.flush()
        elif not open_live(self.watch.address, self._looks()):
            sentence = self.tr("The live station is {address}: run opscenter console --station {address}")
            self._notice(sentence.format(address=self.watch.address))
        else:
            self._notice(self.tr("A live window on {address} is being opened.").format(address=self.watch.address))

    def told_waiting(self) -> str:
        """How it stands with live, for the transport bar."""
        if not self.watch.live:
            return self.watch.trouble or self.tr("The live station is not heard.")
        count = len([one for one in self.watch.waiting if one.state is AlarmState.UNACK])
        return (
            self.tr("Live: %n critical alarm(s) wait", "", count) if count else self.tr("Live: no critical alarm waits")
        )


def _word(text: str) -> str:
    """An id as one word of a line."""
    return "".join(text.split())[:500]
