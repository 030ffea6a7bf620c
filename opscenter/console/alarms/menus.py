"""The menus of the alarm list: what can be done, groupings, saved views."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from opscenter.console.alarms.columns import Column
from opscenter.console.alarms.group_names import grouping_name
from opscenter.console.alarms.grouping import Grouping
from opscenter.console.alarms.keys import key_of
from opscenter.console.alarms.table import AlarmTable
from opscenter.console.alarms.verbs import Verb, verb_name
from opscenter.console.plain import one_line

_REST = (
    Verb.RESET,
    Verb.SHELVE,
    Verb.UNSHELVE,
    Verb.SUPPRESS,
    Verb.UNSUPPRESS,
    Verb.OUT_OF_SERVICE,
    Verb.RETURN,
)


def _add(menu: QMenu, text: str, act: Callable[[], None], key: str = "", enabled: bool = True) -> QAction:
    action = QAction(f"{text.replace('&', '&&')}\t{key}" if key else text.replace("&", "&&"), menu)
    action.setEnabled(enabled)
    action.triggered.connect(lambda _checked=False: act())
    menu.addAction(action)
    return action


def acts_menu(
    owner: QWidget,
    table: AlarmTable,
    possible: Callable[[Verb], bool],
    do: Callable[[str], None],
    sort: Callable[[int], None],
    chosen: bool,
    home: Callable[[], None],
    refusal: str = "",
) -> QMenu:
    """What can be done to the chosen alarms. `possible`: the verb is for at least one of them; `refusal`: why nothing
    is possible to any, shown first."""
    menu = QMenu(owner)
    first = Verb.ACKNOWLEDGE
    if refusal:
        menu.addAction(refusal).setEnabled(False)
        menu.addSeparator()
    acting = chosen and not refusal
    _add(menu, verb_name(first), lambda: do(first.value), key_of(first.value), acting)
    told = QCoreApplication.translate("AlarmMenus", "Acknowledge with a comment …")
    _add(menu, told, lambda: do("comment"), key_of("comment"), acting)
    for verb in _REST:
        _add(menu, verb_name(verb), partial(do, verb.value), key_of(verb.value), possible(verb))
    menu.addSeparator()
    translate = QCoreApplication.translate
    _add(menu, translate("AlarmMenus", "Detail"), lambda: do("detail"), key_of("detail"), chosen)
    _add(menu, translate("AlarmMenus", "Show on map"), lambda: do("map"), key_of("map"), chosen)
    _add(menu, translate("AlarmMenus", "Plot"), lambda: do("plot"), key_of("plot"), chosen)
    _add(menu, translate("AlarmMenus", "Show the rule"), lambda: do("rule"), key_of("rule"), chosen)
    _add(menu, translate("AlarmMenus", "Export as CAP…"), lambda: do("export"), key_of("export"), chosen)
    _add(menu, translate("AlarmMenus", "Sort in what is new"), home, "Home")
    sorts = menu.addMenu(translate("AlarmMenus", "Sort by"))
    for column in Column:
        _add(sorts, table.title(column), partial(sort, column))
    return menu


def group_menu(
    owner: QWidget, now: Grouping, choose: Callable[[Grouping], None], fold: Callable[[bool], None]
) -> QMenu:
    """What rows are put together by."""
    menu = QMenu(owner)
    together = QActionGroup(menu)
    for grouping in Grouping:
        action = _add(menu, grouping_name(grouping), partial(choose, grouping))
        action.setCheckable(True)
        action.setChecked(grouping is now)
        together.addAction(action)
    menu.addSeparator()
    some = now is not Grouping.NONE
    translate = QCoreApplication.translate
    _add(menu, translate("AlarmMenus", "Fold all"), lambda: fold(True), "Shift+←", some)
    _add(menu, translate("AlarmMenus", "Unfold all"), lambda: fold(False), "Shift+→", some)
    return menu


def views_menu(
    owner: QWidget,
    names: list[str],
    choose: Callable[[str], None],
    keep: Callable[[], None],
    delete: Callable[[str], None],
) -> QMenu:
    """An operator's saved views; "" chosen is the list as at first."""
    translate = QCoreApplication.translate
    menu = QMenu(owner)
    _add(menu, translate("AlarmMenus", "As at first: no filter, no grouping"), lambda: choose(""), "0")
    for number, name in enumerate(names, start=1):
        key = str(number) if number < 10 else ""
        _add(menu, one_line(name), partial(choose, name), key)
    menu.addSeparator()
    _add(menu, translate("AlarmMenus", "Save this view …"), keep)
    if names:
        away = menu.addMenu(translate("AlarmMenus", "Delete a view"))
        for name in names:
            _add(away, one_line(name), partial(delete, name))
    return menu


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Show a menu that is gone when it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
