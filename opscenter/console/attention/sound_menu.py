"""The menu of the bell: silence for how long, how often to remind, notices on the desktop, and how the tones sound."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from opscenter.console.alarms.keys import key_of
from opscenter.console.alarms.wording import priority_name
from opscenter.console.attention.attention import SILENCE_MS, Attention
from opscenter.console.attention.reminding import CHOICES_S
from opscenter.console.format import format_age
from opscenter.domain.alarm import Priority

SILENCES_MS = (SILENCE_MS, 30 * 60_000, 60 * 60_000, 0)


def sound_menu(owner: QWidget, attention: Attention) -> QMenu:
    """A menu over an `Attention`, as it stands now."""
    translate = QCoreApplication.translate
    menu = QMenu(owner)
    if attention.is_silent:
        _add(menu, translate("SoundMenu", "Let tones sound again"), attention.sound_again, key_of("silence"))
    for ms in SILENCES_MS:
        if ms:
            text = translate("SoundMenu", "Silence for {time}").format(time=format_age(ms))
        else:
            text = translate("SoundMenu", "Silence until I end it")
        key = key_of("silence") if ms == SILENCE_MS and not attention.is_silent else ""
        _add(menu, text, partial(attention.be_silent, ms), key)
    menu.addSeparator()
    for priority, every in attention.reminding.every_s.items():
        title = translate("SoundMenu", "Remind of what is {priority}").format(priority=priority_name(priority).lower())
        choices = menu.addMenu(title)
        group = QActionGroup(choices)
        for seconds in CHOICES_S:
            text = translate("SoundMenu", "every {time}").format(time=format_age(seconds * 1000))
            action = _add(
                choices,
                text if seconds else translate("SoundMenu", "never"),
                partial(attention.remind_every, priority, seconds),
            )
            action.setCheckable(True)
            action.setChecked(seconds == every)
            group.addAction(action)
    notices = translate("SoundMenu", "Notices on the desktop while the window is not in front")
    tell = _add(menu, notices, partial(attention.notify, not attention.notifies))
    tell.setCheckable(True)
    tell.setChecked(attention.notifies)
    menu.addSeparator()
    hear = menu.addMenu(translate("SoundMenu", "How the tones sound"))
    for priority in Priority:
        _add(hear, priority_name(priority), partial(attention.tones.play, priority))
    if attention.tones.trouble:
        _add(menu, attention.tones.trouble, lambda: None).setEnabled(False)
    return menu


def _add(menu: QMenu, text: str, act: Callable[[], None], key: str = "") -> QAction:
    action = menu.addAction(text.replace("&", "&&") + (f"\t{key}" if key else ""))
    action.triggered.connect(lambda _checked=False: act())
    return action
