"""What an incident is narrowed to: some systems of the city, or one area; by itself everything."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QWidget

from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.texts import in_language

MOST_AREAS = 500


class SystemChoice(QPushButton):
    """A button with a menu in which systems are checked; nothing checked is everything."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")
        self.setAutoDefault(False)
        self.setAccessibleName(self.tr("Systems"))
        menu = QMenu(self)
        self.actions_by_system: dict[str, QAction] = {}
        for system in sorted(session.catalogue.systems.values(), key=lambda one: one.order):
            action = menu.addAction(in_language(system.name, session.language))
            action.setCheckable(True)
            action.toggled.connect(self._tell)
            self.actions_by_system[system.id] = action
        self.setMenu(menu)
        self._tell()

    @property
    def chosen(self) -> list[str]:
        """Ids of those that are checked."""
        return [system for system, action in self.actions_by_system.items() if action.isChecked()]

    def _tell(self) -> None:
        names = [action.text() for action in self.actions_by_system.values() if action.isChecked()]
        comma = QCoreApplication.translate("Report", ", ", "between items of a list")
        shown = comma.join(names[:3]) + (" …" if len(names) > 3 else "")
        self.setText("  " + (shown or self.tr("All systems")))  # a button with a menu has no room at its left
        self.setToolTip(self.tr("Only these systems: {names}").format(names=comma.join(names)) if names else "")


class AreaChoice(QComboBox):
    """The whole city, or one of its areas by name."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Area"))
        self.addItem(self.tr("The whole city"), "")
        mirror = session.mirror
        known = [key for key in session.areas.city.index.keys if key in mirror.row_of]
        named = sorted((one_line(session.name(mirror.row_of[key]), 60), key) for key in known)
        for name, key in named[:MOST_AREAS]:
            self.addItem(name, key)

    @property
    def chosen(self) -> str:
        """The id of the area, "" for the whole city."""
        return str(self.currentData() or "")
