"""Who sits at this desk: name, role, and when the shifts of the room begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.alarms.shifts import parse_starts, starts_text
from opscenter.console.session import Session
from opscenter.domain.role import Role


class OperatorDialog(QDialog):
    """`chosen(name, role)` and `shifts_chosen(minutes of the day)` when it is accepted."""

    chosen = Signal(str, object)
    shifts_chosen = Signal(tuple)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Operator"))
        self.name = QLineEdit(session.operator)
        self.name.setMaxLength(80)
        self.name.selectAll()
        self.roles: dict[Role, QRadioButton] = {}
        texts = {
            Role.OPERATOR: (self.tr("Operator"), self.tr("acknowledges and shelves")),
            Role.SUPERVISOR: (self.tr("Supervisor"), self.tr("also suppresses and takes out of service")),
        }
        together = QButtonGroup(self)
        roles = QVBoxLayout()
        roles.setSpacing(4)
        for role, (title, may) in texts.items():
            button = QRadioButton(self.tr("{role}: {may}").format(role=title, may=may))
            button.setChecked(role is session.role)
            together.addButton(button)
            roles.addWidget(button)
            self.roles[role] = button
        self.shifts = QLineEdit(starts_text(session.shift_starts))
        self.shifts.setMaxLength(100)
        self.shifts.setToolTip(
            self.tr("Times of the city's day, such as 07:00 15:00 23:00: “end of shift” means these")
        )
        self.trouble = QLabel("")
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        told = QLabel(
            self.tr("Acts on alarms are journaled with this name and role. A station may know who its supervisors are.")
        )
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        told.setProperty("role", "muted")
        form = QFormLayout()
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Role"), roles)
        form.addRow(self.tr("Shifts begin at"), self.shifts)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(told)
        box.addWidget(self.trouble)
        box.addWidget(buttons)
        self.trouble.hide()
        self.resize(440, 240)

    def _accept(self) -> None:
        try:
            starts = parse_starts(self.shifts.text())
        except ValueError:
            self.trouble.setText(self.tr("Write when shifts begin as times of the day, such as 07:00 15:00 23:00."))
            self.trouble.show()
            self.shifts.setFocus()
            return
        role = next(role for role, button in self.roles.items() if button.isChecked())
        self.chosen.emit(self.name.text(), role)
        self.shifts_chosen.emit(starts)
        self.accept()
