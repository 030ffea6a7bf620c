"""The whole window on a small screen in each language: nothing overlaps, nothing is cut without a tooltip."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from opscenter.console.alarms.table import Column
from opscenter.console.alarms.view import AlarmView
from opscenter.console.format import format_age
from opscenter.console.options import ConsoleOptions
from opscenter.console.session import LinkState
from opscenter.console.shell import panels as panel_making
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import GRID_PX
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import FakeChannel, snapshot


class Canvas(QWidget):
    """In place of the map, which needs a scene graph."""

    def __init__(self, session: object, selection: object, theme: object, basemap: object = None) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


@pytest.fixture(scope="module", params=["en", "zh_Hant", "zh_Hans"])
def console(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Console]:
    """One of each language for all tests: they only look at it."""
    before, sheet = QLocale(), qapp.styleSheet()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "CACHE"):
            patch.setenv(f"OPSCENTER_{name}_DIR", str(tmp_path_factory.mktemp(name.lower())))
        module = type(sys)("layout_map")
        module.Canvas = Canvas  # type: ignore[attr-defined]
        patch.setitem(sys.modules, "layout_map", module)
        patch.setitem(panel_making._CLASSES, "map", ("layout_map", "Canvas"))
        options = ConsoleOptions(language=request.param, theme="light", operator="Chan Mei-ling")
        made = Console(load_catalogue(), options, Remembered(), None)
        session = made.session
        session.channel = FakeChannel()
        session.city, session.zone = "子午港特別行政區", "Asia/Hong_Kong"
        made.window.resize(1280, 800)
        made.show()
        changes = session.mirror.apply_snapshot(*snapshot(80, 6))
        session.set_link(LinkState.LIVE)
        session.announce(changes)
        made.selection.select([session.mirror.ids[0]])
        QApplication.processEvents()
        yield made
    made.window.close()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(made.window, QEvent.Type.DeferredDelete.value)
    made.translators.remove()
    QLocale.setDefault(before)
    qapp.setStyleSheet(sheet)


def _shown(window: QWidget) -> list[QWidget]:
    return [each for each in window.findChildren(QWidget) if each.isVisibleTo(window) and not each.size().isEmpty()]


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _what(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return f"{type(widget).__name__} {widget.objectName()} {text() if callable(text) else ''!r} {widget.geometry()}"


def test_nothing_in_a_layout_overlaps(console: Console) -> None:
    window = console.window
    wrong = []
    for parent in [window, *_shown(window)]:
        layout = parent.layout()
        if layout is None or parent is window:
            continue
        inside = [item.widget() for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
        shown = [each for each in inside if each is not None and each.isVisibleTo(window)]
        for at, one in enumerate(shown):
            for other in shown[at + 1 :]:
                if one.geometry().intersects(other.geometry()):
                    wrong.append(f"{_what(one)} over {_what(other)}")
    assert not wrong


def test_panels_do_not_overlap_each_other(console: Console) -> None:
    window = console.window
    parts = [window.header, window.middle]
    parts += [dock for dock in window.docks.values() if dock.isVisible() and not dock.visibleRegion().isEmpty()]
    for at, one in enumerate(parts):
        for other in parts[at + 1 :]:
            assert not _place(one, window).intersects(_place(other, window)), f"{_what(one)} over {_what(other)}"


def test_no_text_of_a_button_or_label_is_cut_without_a_tooltip(console: Console) -> None:
    window = console.window
    wrong = []
    for each in _shown(window):
        if not isinstance(each, QLabel | QAbstractButton) or not each.text() or each.toolTip():
            continue
        if isinstance(each, QLabel) and (each.wordWrap() or not each.pixmap().isNull()):
            continue
        if isinstance(each, QAbstractButton) and not isinstance(each, QPushButton):
            continue
        needs = QFontMetrics(each.font()).horizontalAdvance(each.text())
        if needs > each.contentsRect().width() + 1:
            wrong.append(f"{_what(each)} needs {needs} px")
    assert not wrong


def test_header_shows_everything_it_has(console: Console) -> None:
    header = console.window.header
    for part in (header._city, header.badge, header._clock, header._utc, header.bus_button, header.operator_button):
        assert part.isVisible()
        assert part.width() >= part.sizeHint().width() or part.toolTip(), _what(part)
        assert header.rect().contains(part.geometry()), _what(part)


def test_everything_to_click_has_a_tooltip_or_a_text(console: Console) -> None:
    window = console.window
    silent = [
        _what(each)
        for each in _shown(window)
        if isinstance(each, QAbstractButton) and not each.text() and not each.toolTip() and not each.accessibleName()
        and not each.objectName().startswith("qt_")
        and "Scroll" not in type(each).__name__
        and "Corner" not in type(each).__name__
    ]  # fmt: skip
    assert not silent


def test_no_age_in_the_alarm_list_is_cut(console: Console) -> None:
    view = console.window.panels["alarms"].findChild(AlarmView)
    assert view is not None
    room = view.columnWidth(Column.AGE) - 4 * GRID_PX
    for age in (59_000, 12 * 60_000, 59 * 60_000, 23 * 3_600_000 + 59 * 60_000, 30 * 86_400_000):
        assert QFontMetrics(font("normal")).horizontalAdvance(format_age(age)) <= room, format_age(age)
