"""The main window with every panel: modes, layout, languages, commands."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.inspector.inspector import Inspector
from opscenter.console.options import ConsoleOptions
from opscenter.console.program import Faults
from opscenter.console.session import LinkState
from opscenter.console.shell import languages
from opscenter.console.shell import panels as panel_making
from opscenter.console.shell.console import Console
from opscenter.console.shell.help_sheet import HelpSheet
from opscenter.console.shell.memory import Remembered, load
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import FakeChannel, beat, snapshot


class Canvas(QWidget):
    """In place of the map, which needs a scene graph: it only takes what a panel takes."""

    def __init__(self, session: object, selection: object, theme: object, basemap: object = None) -> None:
        super().__init__()
        self.basemap = basemap
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_basemap(self, path: Path) -> None:
        self.basemap = path


@pytest.fixture(autouse=True)
def light_map(monkeypatch: pytest.MonkeyPatch) -> None:
    module = type(sys)("light_map")
    module.Canvas = Canvas  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "light_map", module)
    monkeypatch.setitem(panel_making._CLASSES, "map", ("light_map", "Canvas"))


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "console.json"


def start(memory: Path, remembered: Remembered | None = None, size: tuple[int, int] = (1920, 1080)) -> Console:
    options = ConsoleOptions(theme=None, language="en" if remembered is None else None, operator="tester")
    console = Console(load_catalogue(), options, remembered or Remembered(), memory)
    session = console.session
    session.channel = FakeChannel()
    session.city, session.zone = "Port Meridian", "Asia/Hong_Kong"
    console.window.resize(*size)
    console.show()
    changes = session.mirror.apply_snapshot(*snapshot(80, 6))
    session.set_link(LinkState.LIVE)
    session.announce(changes)
    return console


@pytest.fixture
def console(qtbot: QtBot, memory: Path) -> Iterator[Console]:
    made = start(memory)
    yield made
    end(made)


def end(console: Console) -> None:
    console.window.close()
    console.window.deleteLater()


def test_all_panels_are_there_and_none_failed(console: Console) -> None:
    window = console.window
    assert window.notice.text == ""
    for name, panel in window.panels.items():
        assert not isinstance(panel, QLabel), name
        assert panel.isVisible() == (name not in ("health", "measures", "journal", "rules", "page")), name


def test_a_panel_that_fails_leaves_a_sentence_and_the_rest_works(
    qtbot: QtBot, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(panel_making._CLASSES, "overview", ("light_map", "NoSuchPanel"))
    console = start(memory)
    assert "overview" in console.window.notice.text
    assert isinstance(console.window.panels["overview"], QLabel)
    assert console.window.panels["trends"].isVisible()
    end(console)


def test_the_key_that_floats_a_panel_puts_the_same_one_back(console: Console, qtbot: QtBot) -> None:
    window = console.window
    window.go("alarms")
    qtbot.waitUntil(lambda: window.panel_with_focus() == "alarms")
    window.commands["float"].trigger()
    assert window.docks["alarms"].isFloating()
    qtbot.waitUntil(lambda: window.panel_with_focus() == "alarms")
    window.commands["float"].trigger()
    assert not any(dock.isFloating() for dock in window.docks.values())


def test_mode_is_unmistakable(console: Console) -> None:
    badge, notice = console.window.header.badge, console.window.notice
    assert badge.word == "LIVE" and notice.text == ""
    console.session.set_link(LinkState.LOST)
    assert badge.word == "LOST"
    assert "as of 2026-11-18 19:06:40" in notice.text
    console.session.set_link(LinkState.CONNECTING)
    assert badge.word == "CONNECTING" and notice.text == ""
    console.session.set_link(LinkState.REFUSED, "Another version.")
    assert badge.word == "REFUSED" and notice.text == "Another version."
    console.session.set_link(LinkState.LIVE)
    assert badge.word == "LIVE" and notice.text == ""


def test_a_silent_bus_is_stale_not_live(console: Console) -> None:
    beat(console.session, after_ms=60_000, health=console.session.mirror.health)
    assert console.window.header.badge.word == "STALE"
    assert "Nothing has arrived" in console.window.notice.text


def test_the_header_tells_city_time_bus_and_operator(console: Console) -> None:
    header = console.window.header
    assert header._city.text() == "Port Meridian"
    assert header._clock.text().startswith("Wed 18 Nov")
    assert "+08:00" in header._utc.text() and "UTC" in header._utc.text()
    assert "480/s" in header.bus_button.text() and "1 gap" in header.bus_button.text()
    assert header.operator_button.text() == "tester"
    console.use_operator("  Mei   Chan ")
    assert header.operator_button.text() == "Mei Chan" == console.session.operator


def test_the_bus_summary_opens_health(qtbot: QtBot, console: Console) -> None:
    qtbot.mouseClick(console.window.header.bus_button, Qt.MouseButton.LeftButton)
    assert console.window.panels["health"].isVisible()


def test_every_panel_is_reached_by_its_shortcut(qtbot: QtBot, console: Console) -> None:
    for name in ("health", "trends", "alarms", "overview"):
        console.window.commands[f"go-{name}"].trigger()
        assert console.window.panels[name].isVisible(), name


def test_theme_switch_reaches_the_widgets(console: Console) -> None:
    console.window.commands["theme"].trigger()
    assert console.theme.tokens.name == "light" == console.remembered.theme
    app = QApplication.instance()
    assert isinstance(app, QApplication) and console.theme.tokens.panel in app.styleSheet()


def test_language_switch_is_live_and_keeps_the_place(qtbot: QtBot, console: Console) -> None:
    console.selection.select([console.session.mirror.ids[0]])
    before = console.window
    console.window.commands["language-zh_Hant"].trigger()
    assert console.window is not before
    assert console.window.docks["overview"].windowTitle() == "概覽"
    assert console.window.header.badge.word == "即時"
    assert console.selection.current == console.session.mirror.ids[0]
    assert console.window.isVisible() and not before.isVisible()
    beat(console.session, health=console.session.mirror.health)
    console.window.commands["language-en"].trigger()
    assert console.window.docks["overview"].windowTitle() == "Overview"


def test_plotting_takes_the_attribute_that_is_chosen_in_the_inspector(qtbot: QtBot, console: Console) -> None:
    entity = console.session.mirror.ids[0]
    console.selection.select([entity])
    plotted: list[str] = []
    console.selection.plot.connect(lambda _entity, name: plotted.append(name))
    console.window.commands["plot"].trigger()
    inspector = console.window.panels["inspector"]
    assert isinstance(inspector, Inspector) and len(plotted) == 1
    numbers = [row for row in inspector.entity.attributes.rows if row.is_number(console.session.mirror)]
    other = next(row.name for row in numbers if row.name != plotted[0])
    place = [row.name for row in inspector.entity.attributes.rows].index(other)
    inspector.entity.view.setCurrentIndex(inspector.entity.attributes.index(place))
    console.window.commands["plot"].trigger()
    assert plotted[1:] == [other]


def test_small_screens_fold_the_inspector_over_the_map(qtbot: QtBot, console: Console) -> None:
    window = console.window
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.form == "compact")
    assert not window.docks["inspector"].isVisible() and not window.fold.isVisible()
    console.selection.select([console.session.mirror.ids[0]])
    assert window.fold.isVisible() and window.panels["inspector"].isVisible()
    assert window.fold.geometry().right() <= window.middle.rect().right()
    QApplication.sendPostedEvents(window.middle, QEvent.Type.LayoutRequest.value)
    assert not window.fold.geometry().intersects(window.panels["map"].geometry())
    qtbot.keyClick(window.fold, Qt.Key.Key_Escape)
    assert not window.fold.isVisible()
    assert window.docks["trends"] in window.tabifiedDockWidgets(window.docks["alarms"])
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: window.form == "wide")
    assert window.docks["inspector"].isVisible() and window.panels["inspector"].isVisible()


def test_nothing_needs_more_room_than_a_small_screen(console: Console) -> None:
    console.window.resize(1280, 800)
    needed = console.window.minimumSizeHint()
    assert needed.width() <= 1280 and needed.height() <= 800


def test_layout_theme_and_plots_come_back(qtbot: QtBot, memory: Path) -> None:
    first = start(memory)
    first.window.docks["overview"].hide()
    first.use_theme("light")
    first.selection.plot.emit(first.session.mirror.ids[0], "averageVehicleSpeed")
    end(first)
    remembered, notice = load(memory)
    assert notice == "" and remembered.theme == "light"
    second = start(memory, remembered)
    assert not second.window.docks["overview"].isVisible()
    assert second.theme.tokens.name == "light"
    (sheet,) = remembered.panels["trends"]["sheets"][second.session.operator]["sheets"]
    assert sheet["rows"] == [[[second.session.mirror.ids[0], "averageVehicleSpeed"]]]
    second.window.commands["reset-layout"].trigger()
    assert second.window.docks["overview"].isVisible()
    end(second)


def test_a_layout_that_is_rubbish_is_replaced_with_a_notice(qtbot: QtBot, memory: Path) -> None:
    remembered = Remembered(language="en", layouts={"wide": "AAAA"}, panels={"trends": {"rows": 5}}, geometry="!!")
    console = start(memory, remembered)
    assert console.window.docks["overview"].isVisible()
    assert console.window.notice._passing
    end(console)


def test_f1_lists_every_shortcut(console: Console) -> None:
    console.window.commands["help"].trigger()
    sheet = console.window.findChild(HelpSheet)
    assert sheet is not None and sheet.isVisible()
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    for _name, action in console.window.commands.all():
        if action.isVisible() and not action.shortcut().isEmpty():  # those of a replay are there in one alone
            assert action.text() in texts
    assert sheet._body.sizeHint().width() <= 1_216  # what a screen 1280 wide leaves; longer lines go on below


def test_no_two_actions_share_a_shortcut(console: Console) -> None:
    keys = [a.shortcut().toString() for _, a in console.window.commands.all() if not a.shortcut().isEmpty()]
    keys += [
        b.shortcut().toString() for b in console.window.findChildren(QAbstractButton) if not b.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))


def test_plot_and_show_the_selection(qtbot: QtBot, console: Console) -> None:
    entity = console.session.mirror.ids[0]
    console.selection.select([entity])
    with qtbot.waitSignal(console.selection.plot) as plotted:
        console.window.commands["plot"].trigger()
    assert plotted.args == [entity, "averageVehicleSpeed"]
    with qtbot.waitSignal(console.selection.show_on_map):
        console.window.commands["show"].trigger()
    console.window.commands["clear"].trigger()
    assert console.selection.current == ""


def test_a_basemap_that_comes_later_reaches_the_map(console: Console, tmp_path: Path) -> None:
    console.use_basemap(tmp_path / "city.pmtiles")
    assert console.window.panels["map"].basemap == (str(tmp_path / "city.pmtiles"),)  # type: ignore[attr-defined]


def test_floating_panels_come_back(console: Console) -> None:
    dock = console.window.docks["alarms"]
    dock._bar.floater.click()
    assert dock.isFloating()
    console.window.reset_layout()
    assert not dock.isFloating()


def test_errors_nobody_caught_are_told_once(qtbot: QtBot, console: Console) -> None:
    faults = Faults()
    faults.told.connect(console.tell)
    told: list[str] = []
    faults.told.connect(told.append)
    for _ in range(2):
        try:
            raise KeyError("missing")
        except KeyError as error:
            faults._caught(KeyError, error, error.__traceback__)
    assert len(told) == 1 and "KeyError" in console.window.notice.text


def test_a_notice_lies_over_the_map_and_moves_no_panel(console: Console) -> None:
    window = console.window
    before = {name: dock.geometry() for name, dock in window.docks.items()}
    middle = window.middle.geometry()
    covered: list[int] = []
    window.notice.covers.connect(covered.append)
    window.notice.tell("A sentence that everybody in the room must know.")
    assert window.notice.isVisible()
    assert {name: dock.geometry() for name, dock in window.docks.items()} == before
    assert window.middle.geometry() == middle
    assert window.notice.width() == window.middle.width()
    assert covered == [window.notice.height()]  # the map moves its buttons so far down
    window.notice._dismiss()
    assert covered[-1] == 0 and window.notice.isHidden()


def test_a_name_longer_than_the_header_has_room_for_is_whole_in_its_tooltip(qtbot: QtBot, console: Console) -> None:
    window = console.window
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.form == "compact")
    name = "大嶼山南部綜合應變及聯合指揮協調中心暨市政服務監察樞紐"
    window.session.city = name
    window.header.refresh()
    label = window.header._city
    assert label.text().endswith("…") and label.toolTip() == f"<qt>{name}</qt>"
    assert window.header.minimumSizeHint().width() <= 1280


def test_a_translation_that_is_rewritten_while_it_is_used_harms_nobody(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update of the program under a running console: a file mapped into memory would end it."""
    folder = tmp_path / "i18n"
    shutil.copytree(languages.resource_root() / "i18n", folder)
    monkeypatch.setattr(languages, "resource_root", lambda: tmp_path)
    translators = languages.Translators()
    translators.use("zh_Hant")
    try:
        before = QCoreApplication.translate("Format", "{count} s")
        assert before != "{count} s"
        (folder / "opscenter_zh_Hant.qm").write_bytes(b"")
        assert QCoreApplication.translate("Format", "{count} s") == before
    finally:
        translators.use("en")
