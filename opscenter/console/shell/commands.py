"""Everything the window can do, once: the menu, the shortcuts, the help sheet and the search palette read it here."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from opscenter.console.shell.languages import NATIVE_NAMES
from opscenter.console.shell.replay_keys import replay_commands
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme


@dataclass(slots=True)
class Group:
    """A section of the menu and of the help sheet."""

    id: str
    title: str
    actions: list[QAction]


PANELS = ("map", "overview", "inspector", "alarms", "trends", "health", "measures", "journal", "rules", "page")


class Commands(QObject):
    """Holds the actions by id; `wires` connects them. Ids are stable, texts are translated."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._theme = theme
        self._icons: dict[str, str] = {}
        self._actions: dict[str, QAction] = {}
        self.groups: list[Group] = []
        self._build()
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[tuple[str, QAction]]:
        """Every action with its id, in menu order."""
        return list(self._actions.items())

    def title_of_panel(self, name: str) -> str:
        """The name of a panel as its title and its menu entry show it."""
        return {
            "map": self.tr("Map"),
            "overview": self.tr("Overview"),
            "inspector": self.tr("Inspector"),
            "alarms": self.tr("Alarms"),
            "trends": self.tr("Trends"),
            "health": self.tr("Bus health"),
            "measures": self.tr("Alarm performance"),
            "journal": self.tr("Journal"),
            "rules": self.tr("Rules"),
            "page": self.tr("Page of a system"),
        }[name]

    def _build(self) -> None:
        self._group("find", self.tr("Find and select"))
        self._add(
            "search", self.tr("Search everything…"), "search", "Ctrl+K", self.tr("Find entities, alarms, actions")
        )
        self._add("goto", self.tr("Go to a place…"), "goto", "Ctrl+G", self.tr("Coordinates, street, district, entity"))
        self._add("show", self.tr("Show the selection on the map"), "pin", "Ctrl+M", self.tr("Bring it into view"))
        self._add("plot", self.tr("Plot the selection"), "plot", "Ctrl+P", self.tr("Plot its main value"))
        self._add(
            "history", self.tr("History of the selected alarm"), "history", "Ctrl+J",
            self.tr("What happened to it, in the journal; without an alarm all of the selected place"),
        )  # fmt: skip
        self._add(
            "alarm-detail", self.tr("Alarm and entity in the inspector"), "info", "Ctrl+I",
            self.tr("From the selected alarm to its entity, from an entity to its worst alarm"),
        )  # fmt: skip
        silence = self.tr("For 10 minutes, or let them sound again; it changes no alarm")
        self._add("silence", self.tr("Silence the tones"), "bell-off", "Ctrl+Shift+S", silence)
        note = self.tr("Into the journal, about the moment shown, the selection, the cursor of the trends")
        self._add("note", self.tr("Write a note…"), "edit", "Ctrl+Shift+N", note)
        export = self.tr("The selected alarm, or its situation, as a file of the Common Alerting Protocol; shown first")
        self._add("export-cap", self.tr("Export as CAP…"), "export", "Ctrl+Shift+C", export)
        self._add("clear", self.tr("Clear selection and filters"), "close", "Ctrl+Shift+A", "")
        self._add(
            "only-area", self.tr("Only the area of the selection"), "filter", "Ctrl+D",
            self.tr("Narrow everything to the selected area, else to the smallest the selection is in"),
        )  # fmt: skip
        self._add("leave-area", self.tr("The whole city again"), "", "Ctrl+Shift+D", self.tr("Leave the area"))
        self._group("panels", self.tr("Panels"))
        for number, name in enumerate(PANELS, start=1):
            tip = self.tr("Show this panel and put the keyboard into it")
            self._add(f"go-{name}", self.title_of_panel(name), "", f"Ctrl+{number % 10}", tip)
        self._add(
            "new-map", self.tr("Another map in a window of its own"), "map", "Ctrl+Shift+M", self.tr("Linked or free")
        )
        self._add("next-panel", self.tr("To the next panel"), "", "F6", "")
        self._add("float", self.tr("Float the panel with the keyboard focus"), "float", "Ctrl+Shift+F", "")
        self._add(
            "reset-layout", self.tr("Reset the layout"), "layout", "Ctrl+Shift+R", self.tr("All panels as at first")
        )
        self._add("print-map", self.tr("Save the map for print…"), "export", "Ctrl+Shift+P", self.tr("PDF or picture"))
        self._add(
            "report", self.tr("Make a report…"), "export", "Ctrl+Shift+E",
            self.tr("Shift, day or incident, as PDF or HTML; made in the background"),
        )  # fmt: skip
        self._group("view", self.tr("View"))
        self._add("fullscreen", self.tr("Full screen"), "", "F11", "").setCheckable(True)
        wall = self.tr("The map alone; its views change by themselves and stop where an alarm is")
        self._add("wall", self.tr("Wall mode"), "wall", "Ctrl+Shift+W", wall).setCheckable(True)
        self._add("theme", self.tr("Light theme"), "theme", "Ctrl+T", self.tr("Dark or light")).setCheckable(True)
        languages = QActionGroup(self)
        for language, name in NATIVE_NAMES.items():
            action = self._add(f"language-{language}", name, "", "", "")
            action.setCheckable(True)
            languages.addAction(action)
        self._group("time", self.tr("Time"))
        self._add(
            "review", self.tr("Review the past"), "history", "Ctrl+H", self.tr("The city as it stood at any time")
        )
        compare = self.tr("Colour what is more and less than an hour ago, yesterday, usual")
        self._add("difference", self.tr("Compare the map with another time"), "both", "Ctrl+Shift+H", compare)
        urgent = self.tr("Back to live, with the newest critical alarm that nobody has acknowledged selected")
        self._add("urgent", self.tr("To the newest critical alarm, live"), "bell", "Ctrl+U", urgent)
        self._add("live", self.tr("Back to live"), "live", "Ctrl+L", self.tr("Leave the past"))
        self._group("replay", self.tr("Replay"))
        open_file = self.tr("Play a recorded incident in a window of its own, beside live")
        self._add("replay", self.tr("Replay an incident…"), "replay", "Ctrl+Shift+I", open_file)
        cut = self.tr("Make a file of what was recorded between two times, to replay, train with and hand on")
        self._add("cut", self.tr("Cut an incident…"), "cut", "Ctrl+Shift+X", cut)
        for name, text, icon_name, keys in replay_commands():
            self._add(name, text, icon_name, keys, "")
        self._group("exercise", self.tr("Exercise"))
        train = self.tr("Open the trainer's console on an exercise, in a window of its own")
        self._add("train", self.tr("Train with an exercise…"), "user", "Ctrl+F4", train)
        brief = self.tr("The brief of the exercise, what was said since, and at its end the score")
        self._add("exercise-brief", self.tr("Brief and messages"), "info", "F4", brief)
        alert = self.tr("In the exercise only: it is sent to nobody")
        self._add("exercise-alert", self.tr("Draft an alert to the public…"), "bell", "Shift+F4", alert)
        debrief = self.tr("Course, score and reasons of the session that is played; an earlier run beside it; report")
        self._add("debrief", self.tr("Debrief of the session"), "both", "F5", debrief)
        self._group("program", self.tr("Program"))
        self._add("basemap", self.tr("Basemap…"), "map", "Ctrl+Shift+B", self.tr("Which maps lie under the city"))
        offline = self.tr("Streets for the map without a network, out of a file of OpenStreetMap")
        self._add("import-map", self.tr("Make a basemap from an OpenStreetMap extract…"), "map", "", offline)
        self._add(
            "operator",
            self.tr("Change operator…"),
            "user",
            "Ctrl+Shift+O",
            self.tr("Name, role, shifts: acts carry them"),
        )
        self._add(
            "my-areas", self.tr("My areas…"), "pin", "Ctrl+Shift+Y", self.tr("The areas and systems you answer for")
        )
        self._add("help", self.tr("Keyboard help"), "help", "F1", self.tr("All shortcuts on one sheet"))
        self._add("quit", self.tr("Quit"), "", "Ctrl+Q", "")

    def _group(self, name: str, title: str) -> None:
        self.groups.append(Group(name, title, []))

    def _add(self, name: str, text: str, icon_name: str, keys: str, tip: str) -> QAction:
        action = QAction(text, self._owner)
        action.setObjectName(name)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        shown = f" ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})" if keys else ""
        action.setToolTip((tip or text) + shown)
        if icon_name:
            self._icons[name] = icon_name
        self._actions[name] = action
        self.groups[-1].actions.append(action)
        self._owner.addAction(action)
        return action

    def _paint_icons(self) -> None:
        for name, icon_name in self._icons.items():
            self._actions[name].setIcon(icon(icon_name, self._theme.tokens, 16))
