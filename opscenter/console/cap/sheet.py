"""Asks what an alert is to say before it leaves the console, with its status in large letters, and writes the file."""

from pathlib import Path

from PySide6.QtCore import QDateTime, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.cap.exported import Exported
from opscenter.console.cap.proposal import Proposal
from opscenter.console.cap.text_form import TextForm
from opscenter.console.cap.wording import (
    Words,
    categories,
    certainties,
    responses,
    save_words,
    scopes,
    severities,
    status_sentence,
    status_word,
    urgencies,
)
from opscenter.console.cap.writing import CapWriting
from opscenter.console.file_dialog import FileDialog
from opscenter.console.format import format_date_time, time_zone
from opscenter.console.session import Session
from opscenter.console.shell.languages import NATIVE_NAMES
from opscenter.console.theme.tokens import GRID_PX
from opscenter.desk.alert_places import USUAL_KM, shape_of
from opscenter.domain.alert import LONGEST_NAME, Alert, AlertReference, identifier_of, is_name, is_web, sender_of
from opscenter.domain.alert_status import ACTUAL, alert_status
from opscenter.wire.cap import SUFFIX, cap_time

HOURS = (1, 3, 6, 12, 24, 48)
USUAL_HOURS = 6
RADII_KM = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
_WIDE_PX, _HIGH_PX, _FORM_PX = 940, 600, 400


class CapSheet(FileDialog):
    """`exported(Alert)` once the file is there. What is shown when the button is pressed is what is written."""

    exported = Signal(object)

    def __init__(self, session: Session, proposal: Proposal, known: Exported, parent: QWidget | None = None) -> None:
        self.writing = CapWriting()
        super().__init__(self.writing, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export as CAP"))
        self._session, self._known = session, known
        self.proposal = proposal
        self._alert: Alert | None = None
        self.has_gone = False  # it is written: a further one begins with a sheet of its own
        self.status = QLabel(status_word(proposal.status), self)
        self.status.setObjectName("CapStatus")
        self.status.setProperty("status", proposal.status)
        self.status.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.meaning = self._label(status_sentence(proposal.status), "large")
        self.about = self._label(proposal.title, "title")
        self.message = QComboBox(self)
        self._list_messages()
        said = session.alerts_from
        self.sender_line = QLineEdit(
            said.get("sender", "") or known.senders.get(session.city, "") or sender_of(session.city, session.station),
            self,
        )
        self.sender_line.setMaxLength(LONGEST_NAME)
        self.sender_line.setToolTip(
            self.tr("The name by which others know this centre, as an internet address: one word. It is remembered.")
        )
        self.scope = self._choice(scopes(), "Public" if proposal.public else "Restricted")
        self.circle = QLineEdit(self)
        self._circles = {"Restricted": "", "Private": ""}
        self._scope_was = ""
        self.circle.setMaxLength(LONGEST_NAME)
        grades = proposal.grades
        self.category = self._choice(categories(), grades.category)
        self.response = self._choice(responses(), "")
        self.web = QLineEdit(said.get("web", ""), self)
        self.web.setPlaceholderText(self.tr("https://… where there is more about it"))
        self.contact = QLineEdit(said.get("contact", ""), self)
        self.contact.setPlaceholderText(self.tr("Whom to ask, e.g. a telephone number"))
        for line in (self.web, self.contact):
            line.setMaxLength(LONGEST_NAME)
        self.urgency = self._choice(urgencies(), grades.urgency)
        self.severity = self._choice(severities(), grades.severity)
        self.certainty = self._choice(certainties(), grades.certainty)
        self.hours = QComboBox(self)
        for hours in HOURS:
            self.hours.addItem(self.tr("%n hour(s)", "", hours), hours)
        self.hours.setCurrentIndex(HOURS.index(USUAL_HOURS))
        self.radius = QComboBox(self)
        for km in RADII_KM:
            self.radius.addItem(f"{km:g} km", km)
        self.radius.setCurrentIndex(RADII_KM.index(USUAL_KM))
        self.texts = [TextForm(text, self) for text in proposal.texts]
        self.tabs = QTabWidget(self)
        for form in self.texts:
            self.tabs.addTab(form, NATIVE_NAMES.get(form.language, form.language))
        spoken = [form.language for form in self.texts]
        if session.language in spoken:
            self.tabs.setCurrentIndex(spoken.index(session.language))
        self.file = QLineEdit(str(self._usual_file()), self)
        self.replace_box = QCheckBox(self.tr("Replace the file that is there"), self)
        self.replace_box.hide()
        self.real = QCheckBox(self.tr("I mean it: this alert is real (status Actual)"), self)
        self.real.setVisible(proposal.status == ACTUAL)
        self.save_button.setText(save_words(proposal.status))
        self.save_button.setProperty("role", "primary")
        self.save_button.setToolTip(self.tr("Write the file (Ctrl+Enter)"))
        self.save_button.setDefault(False)
        self.save_button.setAutoDefault(False)  # Enter in a line of text sends nothing out
        self.save_button.clicked.connect(self.export)
        self.open_button.setAutoDefault(False)
        self.cancel_button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.export)
        self._arrange()
        self._connect()
        self._scope_chosen()
        self.resize(_WIDE_PX, _HIGH_PX)
        (self.real if proposal.status == ACTUAL else self.message).setFocus()

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setWordWrap(True)
        return label

    def _choice(self, words: Words, chosen: str) -> QComboBox:
        box = QComboBox(self)
        for word, told in words.items():
            box.addItem(told, word)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def _arrange(self) -> None:
        head = QFrame(self)
        top = QHBoxLayout(head)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(GRID_PX * 3)
        top.addWidget(self.status)
        top.addWidget(self.meaning, 1)
        left = QFormLayout()
        left.setVerticalSpacing(GRID_PX * 2)
        left.setHorizontalSpacing(GRID_PX * 3)
        left.addRow(self.tr("Message"), self.message)
        left.addRow(self.tr("From"), self.sender_line)
        left.addRow(self.tr("For"), self.scope)
        left.addRow("", self.circle)
        left.addRow(self.tr("Category"), self.category)
        left.addRow(self.tr("Response"), self.response)
        left.addRow(self.tr("Urgency"), self.urgency)
        left.addRow(self.tr("Severity"), self.severity)
        left.addRow(self.tr("Certainty"), self.certainty)
        left.addRow(self.tr("Holds for"), self.hours)
        if self.proposal.shape.circles:
            left.addRow(self.tr("Radius"), self.radius)
        else:
            self.radius.hide()
        left.addRow(self.tr("Web"), self.web)
        left.addRow(self.tr("Contact"), self.contact)
        aside = QWidget(self)
        aside.setLayout(left)
        aside.setFixedWidth(_FORM_PX)
        left.setContentsMargins(0, 0, 0, 0)
        columns = QHBoxLayout()
        columns.setSpacing(GRID_PX * 4)
        columns.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)
        columns.addWidget(self.tabs, 1)
        choose = QPushButton(self.tr("Choose…"), self)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.setSpacing(GRID_PX * 2)
        place.addWidget(QLabel(self.tr("File"), self))
        place.addWidget(self.file, 1)
        place.addWidget(choose)
        whole = QVBoxLayout()
        whole.setSpacing(GRID_PX * 3)
        whole.addWidget(head)
        whole.addWidget(self.about)
        whole.addLayout(columns, 1)
        whole.addLayout(place)
        whole.addWidget(self.replace_box)
        whole.addWidget(self.real)
        form = QFormLayout()
        form.addRow(whole)
        self.lay_out(form)
        self.told.setMinimumHeight(self.told.fontMetrics().lineSpacing())

    def _connect(self) -> None:
        for box in (
            self.message,
            self.category,
            self.response,
            self.urgency,
            self.severity,
            self.certainty,
            self.hours,
        ):
            box.currentIndexChanged.connect(self._judge)
        self.scope.currentIndexChanged.connect(self._scope_chosen)
        for line in (self.sender_line, self.circle, self.web, self.contact):
            line.textChanged.connect(self._judge)
        self.file.textChanged.connect(self._file_named)
        for check in (self.real, self.replace_box):
            check.toggled.connect(self._judge)
        for form in self.texts:
            form.changed.connect(self._judge)
        self.radius.currentIndexChanged.connect(self._judge)
        self._session.introduced.connect(self._judge)
        self._session.moment_changed.connect(self._judge)

    # -- what is chosen --------------------------------------------------------------------------------------------

    def _list_messages(self) -> None:
        """A first message, or what becomes of the earlier ones about the same."""
        earlier = self._known.about(self.proposal.status, self.proposal.subject)
        self.message.clear()
        if not earlier:
            self.message.addItem(self.tr("A new alert (Alert)"), "Alert")
            return
        self.message.addItem(self.tr("In the place of %n earlier one(s) (Update)", "", len(earlier)), "Update")
        self.message.addItem(self.tr("%n earlier one(s) no longer hold (Cancel)", "", len(earlier)), "Cancel")
        self.message.addItem(self.tr("A new alert (Alert)"), "Alert")
        self.message.setCurrentIndex(1 if self.proposal.over else 0)

    def _scope_chosen(self) -> None:
        scope = str(self.scope.currentData())
        self.circle.setEnabled(scope != "Public")
        self.circle.setPlaceholderText(
            {
                "Restricted": self.tr("To whom it is restricted"),
                "Private": self.tr("Addresses, with blanks between them"),
            }.get(scope, "")
        )
        usual = self.tr("Operations centres and emergency services")
        kept, self._scope_was = self._scope_was, scope
        if kept in self._circles:
            self._circles[kept] = self.circle.text()
        # What is written is of its scope: nothing of it stands there when everybody is meant.
        self.circle.setText(self._circles.get(scope, "") or (usual if scope == "Restricted" else ""))
        self._judge()

    def _usual_file(self) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        stamp = format_date_time(self._session.now, self._session.zone)
        name = "".join(sign for sign in stamp if sign.isdecimal() or sign == " ").replace(" ", "-")
        folder = Path(documents) if documents else Path.home()
        return folder / f"{self.proposal.status.lower()}-{name}{SUFFIX}"

    def trouble(self) -> str:
        """What has to be mended before it can be exported, "" for nothing."""
        status = alert_status(self._session.mode)
        if status != self.proposal.status:
            return self.tr("The station is another one now. Close this, and export anew.")
        if self._session.moment is not None:
            return self.tr("This is the past: an alert is about what is. Go back to live first.")
        if self.status_is_real and not self.real.isChecked():
            return self.tr("Tick that it is real. Nothing has left the console yet.")
        if not is_name(self.sender_line.text().strip()):
            return self.tr("The sender is one word: without blanks, commas, < and &.")
        if self.web.text().strip() and not is_web(self.web.text().strip()):
            return self.tr("The address in the web is a whole one, https://… without blanks.")
        scope = self.scope.currentData()
        if scope != "Public" and not self.circle.text().strip():
            return self.tr("Write whom it is for, or choose everybody.")
        for form in self.texts:
            if not form.event_name.text().strip():
                name = NATIVE_NAMES.get(form.language, form.language)
                return self.tr("Write what the event is called ({language}).").format(language=name)
        if not self.file.text().strip():
            return self.tr("Choose a file.")
        return ""

    @property
    def status_is_real(self) -> bool:
        """Whoever receives it acts on it."""
        return self.proposal.status == ACTUAL

    def _file_named(self) -> None:
        self.replace_box.setChecked(False)
        self.replace_box.hide()
        self._judge()

    def _judge(self) -> None:
        if self._work.busy or self.has_gone:
            return
        trouble = self.trouble()
        self.save_button.setEnabled(not trouble)
        hint = ""
        public = self.scope.currentData() == "Public" and not self.proposal.public
        if public and any(form.has_own_instruction for form in self.texts):
            hint = self.tr("What to do is written for people who operate the city: read it before everybody does.")
        self.told.setText(trouble or hint)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Where the alert goes"), self.file.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("CAP 1.2 (*.xml *.cap)")])
        dialog.setDefaultSuffix("xml")
        dialog.fileSelected.connect(self._chosen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _chosen(self, path: str) -> None:
        """Whoever chose a file that is there was asked about it in that dialog."""
        self.file.setText(path)
        self.replace_box.setChecked(True)

    # -- going out -------------------------------------------------------------------------------------------------

    def alert(self) -> Alert:
        """What is shown, as a message sent now."""
        session, proposal = self._session, self.proposal
        sent = session.now // 1_000 * 1_000
        made = int(QDateTime.currentMSecsSinceEpoch())
        scope, message = str(self.scope.currentData()), str(self.message.currentData())
        earlier = self._known.about(proposal.status, proposal.subject) if message != "Alert" else ()
        circle = self.circle.text().strip()
        return Alert(
            identifier=identifier_of(proposal.status, proposal.subject, sent, made),
            sender=self.sender_line.text().strip(),
            sent=sent,
            status=proposal.status,
            message=message,
            scope=scope,
            category=str(self.category.currentData()),
            urgency=str(self.urgency.currentData()),
            severity=str(self.severity.currentData()),
            certainty=str(self.certainty.currentData()),
            texts=tuple(form.text() for form in self.texts),
            response=str(self.response.currentData()),
            web=self.web.text().strip(),
            contact=self.contact.text().strip(),
            restriction=circle if scope == "Restricted" else "",
            addresses=circle if scope == "Private" else "",
            note=proposal.note,
            references=earlier,
            incident=proposal.incident,
            effective=sent,
            onset=proposal.onset,
            expires=sent + int(self.hours.currentData()) * 3_600_000,
            parameters=proposal.parameters,
            shape=shape_of(session.mirror, proposal.entities, float(self.radius.currentData())),
        )

    def export(self) -> None:
        """Write it, unless something is to be mended first."""
        self._judge()
        if self._work.busy or self.has_gone or self.trouble():
            return
        path = Path(self.file.text().strip()).expanduser()
        if not path.suffix:
            path = path.with_name(path.name + SUFFIX)
        self._alert = self.alert()
        self.busy(True)
        self.told.setText(self.tr("Being written…"))
        self.writing.write(self._alert, self._session.zone, path, self.replace_box.isChecked())

    def _made(self, path: Path, sentence: str) -> None:
        super()._made(path, sentence)
        alert, self._alert = self._alert, None
        if alert is None:
            return
        self.has_gone = True
        self.save_button.setEnabled(False)
        self.cancel_button.setText(self.tr("Close"))
        sent = AlertReference(alert.sender, alert.identifier, cap_time(alert.sent, time_zone(self._session.zone)))
        self._known.add(alert.status, self.proposal.subject, sent, self._session.city)
        self.exported.emit(alert)

    def _failed(self, sentence: str) -> None:
        super()._failed(sentence)
        self._alert = None
        self.replace_box.setVisible(self.writing.taken)
