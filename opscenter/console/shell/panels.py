"""Makes the panels of the window. One that cannot be made leaves a sentence in its place and the rest works on."""

import importlib
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget

from opscenter.console.map.basemap.reference import Basemaps
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

log = logging.getLogger("opscenter.console.panels")

_CLASSES = {
    "map": ("opscenter.console.map.panel", "MapPanel"),
    "overview": ("opscenter.console.overview.panel", "OverviewPanel"),
    "inspector": ("opscenter.console.inspector.inspector", "Inspector"),
    "alarms": ("opscenter.console.alarms.panel", "AlarmPanel"),
    "trends": ("opscenter.console.plots.workspace", "Workspace"),
    "measures": ("opscenter.console.measures.panel", "MeasuresPanel"),
    "rules": ("opscenter.console.rules.panel", "RulesPanel"),
    "journal": ("opscenter.console.journal.panel", "JournalPanel"),
    "health": ("opscenter.console.health.panel", "HealthPanel"),
    "page": ("opscenter.console.pages.panel", "PagesPanel"),
}


def sentence_panel(sentence: str) -> QLabel:
    """A panel that only says something."""
    label = QLabel(sentence)
    label.setObjectName("EmptyState")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setContentsMargins(GRID_PX * 4, GRID_PX * 4, GRID_PX * 4, GRID_PX * 4)
    return label


def make_panel(
    name: str,
    session: Session,
    selection: Selection,
    theme: Theme,
    basemap: Basemaps,
    notice: Callable[[str], None],
) -> QWidget:
    """The panel `name`, or a sentence about why it is missing (which `notice` gets, too)."""
    module, class_name = _CLASSES[name]
    try:
        factory: Any = getattr(importlib.import_module(module), class_name)
        extra = {"basemap": basemap} if name == "map" else {}
        panel: QWidget = factory(session, selection, theme, **extra)
        return panel
    except Exception as error:
        log.exception("the panel %s could not be made", name)
        sentence = QCoreApplication.translate(
            "Panels", "The panel {name} could not be opened: {error}. Please report it; the log has the details."
        ).format(name=name, error=error)
        notice(sentence)
        return sentence_panel(sentence)


def state_of(panel: QWidget) -> dict[str, Any]:
    """What a panel wants remembered; {} for one that wants nothing or fails to say."""
    saver = getattr(panel, "save_state", None)
    if saver is None:
        return {}
    try:
        state = saver()
        return state if isinstance(state, dict) else {}
    except Exception:
        log.exception("a panel could not save its state")
        return {}


def give_state(panel: QWidget, state: dict[str, Any]) -> bool:
    """Give a panel what it had remembered. False when it could not use it (it then shows its defaults)."""
    restorer = getattr(panel, "restore_state", None)
    if restorer is None or not state:
        return True
    try:
        restorer(state)
        return True
    except Exception:
        log.exception("a panel could not use its remembered state")
        return False
