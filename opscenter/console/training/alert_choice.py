"""Which of the alerts that were drafted in an exercise is meant: the only one at once, of several out of a menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from opscenter.console.format import format_time
from opscenter.console.plain import one_line
from opscenter.console.training.case import Case, DraftedAlert

MOST_LISTED = 30


def choose_alert(case: Case, zone: str, chosen: Callable[[DraftedAlert], object], below: QWidget) -> bool:
    """Calls `chosen` with one of them, the newest is the first in the menu; False: nobody has drafted any."""
    alerts = list(reversed(case.alerts))[:MOST_LISTED]
    if len(alerts) == 1:
        chosen(alerts[0])
    elif alerts:
        menu = QMenu(below)
        menu.aboutToHide.connect(menu.deleteLater)
        for alert in alerts:
            when, who = format_time(alert.at, zone, seconds=False), one_line(alert.by, 40)
            told = f"{when}  {who}: {one_line(alert.headline, 80)}"
            menu.addAction(told.replace("&", "&&")).triggered.connect(partial(_call, chosen, alert))
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))
        menu.setActiveAction(menu.actions()[0])
    return bool(alerts)


def _call(chosen: Callable[[DraftedAlert], object], alert: DraftedAlert, _checked: bool = False) -> None:
    chosen(alert)
