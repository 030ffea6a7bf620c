"""All the wiring of the window, on one page: which signal does what. Views wire nothing to each other."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject

from opscenter.console.attention.desktop_notice import DesktopNotice
from opscenter.console.inspector.inspector import Inspector
from opscenter.console.map.import_dialog import ImportDialog
from opscenter.console.map.page_layer import PageLayer
from opscenter.console.map.panel import MapPanel
from opscenter.console.pages.panel import PagesPanel
from opscenter.console.plots.sheet import Sheet
from opscenter.console.plots.workspace import Workspace
from opscenter.console.replay.choose_dialog import ChooseIncident
from opscenter.console.replay.cut_dialog import CutDialog
from opscenter.console.report.dialog import ReportDialog
from opscenter.console.shell.cap_export import CapExport
from opscenter.console.shell.commands import PANELS
from opscenter.console.shell.debrief import WindowDebrief
from opscenter.console.shell.duty_dialog import DutyDialog
from opscenter.console.shell.exercise import WindowExercise
from opscenter.console.shell.help_sheet import HelpSheet
from opscenter.console.shell.languages import NATIVE_NAMES
from opscenter.console.shell.noting import Noting
from opscenter.console.shell.operator_dialog import OperatorDialog
from opscenter.console.shell.replay import WindowReplay
from opscenter.console.shell.review import WindowReview
from opscenter.console.shell.standing import standing_sentences

if TYPE_CHECKING:
    from opscenter.console.shell.console import Console
    from opscenter.console.shell.window import MainWindow


class _WhileItLives(QObject):
    """Calls something as long as a window lives. Session and selection outlive windows, which are made anew with each
    language: a bare function connected to them would go on with widgets that are gone."""

    def __init__(self, window: MainWindow, call: Callable[..., Any]) -> None:
        super().__init__(window)
        self._call = call

    def pass_on(self, *arguments: Any) -> None:
        """The slot: Qt disconnects it together with the window."""
        self._call(*arguments)


def wire(window: MainWindow, console: Console) -> None:
    """Connect everything that concerns more than one part of the window."""
    session, selection, commands = window.session, window.selection, window.commands

    def living(call: Callable[..., Any]) -> Callable[..., None]:
        return _WhileItLives(window, call).pass_on

    # The station -> header and notices.
    session.ticked.connect(living(lambda _now: window.header.refresh_clock()))
    session.introduced.connect(window.header.refresh)
    session.link_changed.connect(window.header.refresh)
    session.live_changed.connect(living(lambda changes: window.header.refresh() if changes.health else None))

    def stand() -> None:
        for topic, sentence in standing_sentences(session, window.header.badge).items():
            window.notice.stand(topic, sentence)

    session.link_changed.connect(living(stand))
    session.live_changed.connect(living(lambda changes: stand() if changes.health else None))
    session.ticked.connect(living(lambda now: stand() if now // 100 % 10 == 0 else None))
    window.header.bus_clicked.connect(partial(window.go, "health"))

    # Selection -> inspector (small screens), trends.
    selection.changed.connect(window.show_fold_for_selection)
    window.fold.dismissed.connect(window.fold.hide)
    selection.plot.connect(living(lambda _entity, _attribute: window.docks["trends"].raise_()))

    selection.show_on_map.connect(living(partial(tell_if_not_on_map, window)))
    selection.show_rule.connect(living(partial(show_rule, window)))

    wire_pages(window, living)

    # The alarm in the inspector: its surroundings as the map draws them, and the key that brings it.
    inspector, main_map = window.panels["inspector"], window.panels["map"]
    if isinstance(inspector, Inspector):
        if isinstance(main_map, MapPanel):
            inspector.alarm.inset.use_map(main_map)
        commands["alarm-detail"].triggered.connect(partial(show_detail, window, inspector))
        detail_wanted = getattr(window.panels["alarms"], "detail_wanted", None)
        if detail_wanted is not None:
            detail_wanted.connect(partial(window.go, "inspector"))

    # Sounds, their silence, and notices on the desktop.
    attention = getattr(window.panels["alarms"], "attention", None)
    if attention is not None:
        notice = DesktopNotice(window, attention, session)
        notice.wanted.connect(living(lambda entity, occurrence: selection.select([entity], occurrence)))
        notice.wanted.connect(living(lambda _entity, _occurrence: window.docks["alarms"].raise_()))
        commands["silence"].triggered.connect(attention.toggle_silence)

    # An operator who gave a name while acknowledging.
    for name in ("alarms", "inspector"):
        if hasattr(window.panels[name], "named"):
            window.panels[name].named.connect(console.use_operator)  # type: ignore[attr-defined]
    mismatch = getattr(window.panels["alarms"], "mismatch", None)  # a list that could not be made has none
    if mismatch is not None:
        mismatch.connect(partial(window.notice.stand, "alarm-sum"))

    # Commands.
    commands["search"].triggered.connect(lambda: window.search.open())
    commands["goto"].triggered.connect(lambda: window.search.open_places())
    commands["show"].triggered.connect(console.show_selection)
    commands["plot"].triggered.connect(lambda: plot_selected(window, console))
    commands["history"].triggered.connect(window.show_history)
    commands["only-area"].triggered.connect(console.narrow_to_area)
    commands["leave-area"].triggered.connect(lambda: selection.narrow_to(""))
    commands["my-areas"].triggered.connect(lambda: choose_duty(window, console))
    session.duty.changed.connect(living(lambda: window.header.refresh()))
    commands["clear"].triggered.connect(console.clear_selection)
    for name in PANELS:
        commands[f"go-{name}"].triggered.connect(partial(window.go, name))
    commands["next-panel"].triggered.connect(window.go_next)
    commands["new-map"].triggered.connect(window.open_map)
    commands["print-map"].triggered.connect(window.print_map)
    commands["float"].triggered.connect(window.float_panel)
    commands["reset-layout"].triggered.connect(window.reset_layout)
    commands["fullscreen"].toggled.connect(window.full_screen)
    if window.wall is not None:
        commands["wall"].toggled.connect(window.wall.use)
        window.wall.changed.connect(commands["wall"].setChecked)
    commands["theme"].setChecked(window.theme.tokens.name == "light")
    commands["theme"].toggled.connect(lambda light: console.use_theme("light" if light else "dark"))
    for language in NATIVE_NAMES:
        action = commands[f"language-{language}"]
        action.setChecked(language == session.language)
        action.triggered.connect(partial(console.use_language, language))
    commands["operator"].triggered.connect(lambda: ask_operator(window, console))
    commands["note"].triggered.connect(Noting(window, console).write)
    past = WindowReview(window)
    replay = WindowReplay(window, console, past)
    out = CapExport(window, console)
    WindowDebrief(window, console, replay, out)
    WindowExercise(window, out)
    commands["review"].triggered.connect(past.open)
    commands["difference"].triggered.connect(window.compare)
    commands["live"].triggered.connect(past.leave)
    commands["urgent"].triggered.connect(past.go_to_urgent)
    commands["basemap"].triggered.connect(console.choose_basemap)
    commands["import-map"].triggered.connect(lambda: show_import(window, console))
    commands["report"].triggered.connect(lambda: show_report(window, console))
    commands["replay"].triggered.connect(lambda: choose_incident(window, console))
    commands["cut"].triggered.connect(lambda: show_cut(window, console))
    commands["help"].triggered.connect(lambda: show_help(window))
    commands["quit"].triggered.connect(window.close)
    window.search.set_commands(commands.all())
    places = getattr(window.panels["map"], "features", {}).get("goto")  # a map that could not be made has none
    if places is not None:
        window.search.set_places(places)

    window.closed.connect(console.leave)
    stand()


def wire_pages(window: MainWindow, living: Callable[[Callable[..., Any]], Callable[..., None]]) -> None:
    """The page of a system -> map, trends, alarm list; tiles and the search -> the page."""
    page, main_map = window.panels["page"], window.panels["map"]
    if not isinstance(page, PagesPanel):
        return

    def open_page(system: str, entity_type: str = "") -> None:
        page.open(system, entity_type)
        window.go("page")

    layer = main_map.features.get("page") if isinstance(main_map, MapPanel) else None
    if isinstance(layer, PageLayer):
        page.layer_changed.connect(layer.show_layer)
        page.tell_layer()
    page.left_page.connect(partial(window.go, "map"))
    page.sheet_wanted.connect(partial(show_sheet, window))
    page.alarm_wanted.connect(living(partial(show_in_alarm_list, window)))
    opened = getattr(window.panels["overview"], "opened", None)  # an overview that could not be made has none
    if opened is not None:
        opened.connect(open_page)
    window.search.page_wanted.connect(open_page)
    if window.wall is not None:
        window.wall.changed.connect(window.middle.hold)


def show_sheet(window: MainWindow, sheet: Sheet) -> None:
    """A sheet in the trends: the one of that name if it is there already."""
    workspace = window.panels["trends"]
    if isinstance(workspace, Workspace):
        names = [one.name for one in workspace.sheets]
        if sheet.name in names:
            workspace.show_place(names.index(sheet.name))
        else:
            workspace.new(sheet)
    window.go("trends")


def show_in_alarm_list(window: MainWindow, occurrence: str) -> None:
    """The alarm list, which is narrowed to what the page is about; `occurrence`, if any, is selected already."""
    window.go("alarms")


def tell_if_not_on_map(window: MainWindow, entity: str) -> None:
    """A map that does not move says why: the entity has no place there."""
    panel, row = window.panels["map"], window.session.mirror.row_of.get(entity, -1)
    if isinstance(panel, MapPanel) and 0 <= row < len(panel.rows) and not math.isfinite(panel.rows.x[row]):
        sentence = QCoreApplication.translate("Window", "{name} is not on the map: it has told no place, or 0, 0.")
        window.notice.tell(sentence.format(name=window.session.name(row)))


def plot_selected(window: MainWindow, console: Console) -> None:
    """Plot the attributes that are chosen in the inspector, else the main value of the selected entity."""
    inspector = window.panels["inspector"]
    if not (isinstance(inspector, Inspector) and inspector.plot_chosen()):
        console.plot_selection()


def show_detail(window: MainWindow, inspector: Inspector) -> None:
    """The alarm with the keyboard in it; where the keyboard is there already, its entity, and back."""
    if window.panel_with_focus() == "inspector" or not inspector.shows_alarm:
        inspector.toggle()
    window.go("inspector")


def show_rule(window: MainWindow, rule_id: str) -> None:
    """A rule on the page of the rules, which is brought to the front."""
    window.go("rules")
    show = getattr(window.panels["rules"], "show_rule", None)  # a page that could not be made has none
    if show is not None:
        show(rule_id)


def show_help(window: MainWindow) -> None:
    """The sheet of shortcuts; a second F1 brings the same one to the front."""
    sheet = window.findChild(HelpSheet) or HelpSheet(window.commands, window)
    sheet.show()
    sheet.raise_()
    sheet.activateWindow()


def choose_duty(window: MainWindow, console: Console) -> None:
    """Choose what the operator answers for; a second time the same dialog comes to the front."""
    dialog = window.findChild(DutyDialog)
    if dialog is None:
        dialog = DutyDialog(window.session, window)
        dialog.chosen.connect(console.use_duty)
        dialog.open()
    dialog.raise_()


def show_import(window: MainWindow, console: Console) -> None:
    """The making of a basemap; it goes on when the dialog is closed, and the map shows the basemap once it is there."""
    dialog = window.findChild(ImportDialog) or ImportDialog(console.importing, window)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def show_report(window: MainWindow, console: Console) -> None:
    """The making of a report; it goes on when the dialog is closed."""
    dialog = window.findChild(ReportDialog)
    if dialog is None:
        dialog = ReportDialog(window.session, window.selection, console.reporting, window)
    panel = window.panels["map"]
    dialog.basemaps = panel.ground.files if isinstance(panel, MapPanel) else ()
    dialog.catalogue, dialog.rules = console.options.catalogue, console.options.rules
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def choose_incident(window: MainWindow, console: Console) -> None:
    """Choose a recorded incident to replay; a second time the same dialog comes to the front."""
    dialog = window.findChild(ChooseIncident)
    if dialog is None:
        dialog = ChooseIncident(console.remembered.incidents, window)
        dialog.chosen.connect(console.replay)
        dialog.open()
    dialog.raise_()


def show_cut(window: MainWindow, console: Console) -> None:
    """The cutting of an incident; the station goes on when it is closed."""
    dialog = window.findChild(CutDialog)
    if dialog is None:
        dialog = CutDialog(window.session, window.theme, window)
        dialog.replay_wanted.connect(console.replay)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def ask_operator(window: MainWindow, console: Console) -> None:
    """Ask who sits here; a second time the same dialog comes to the front."""
    dialog = window.findChild(OperatorDialog)
    if dialog is None:
        dialog = OperatorDialog(window.session, window)
        dialog.chosen.connect(console.use_operator)
        dialog.shifts_chosen.connect(console.use_shifts)
        dialog.open()
    dialog.raise_()
