"""Asks which report, shows how far it is, and opens it; made beside the console, which goes on meanwhile."""

from pathlib import Path

from PySide6.QtCore import QFileInfo, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QIcon, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.plain import one_line
from opscenter.console.report.gathering import BESIDE_MS
from opscenter.console.report.spans import day_begin, last_shift, shift_begin
from opscenter.console.report.work import ReportWish, ReportWork
from opscenter.console.review.entry import read_time
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.report import span_trouble
from opscenter.domain.texts import in_language

_WIDE = 540
PAPERS = ("A4", "Letter")


class ReportDialog(QDialog):
    """Closing it leaves a report that is being made going on; opened again it shows how far it is.

    `basemaps`: what lies under the maps of the console, and so under those of the report.
    """

    def __init__(self, session: Session, selection: Selection, work: ReportWork, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Make a report"))
        self.setMinimumWidth(_WIDE)
        self._session, self._selection, self._work = session, selection, work
        self.basemaps: tuple[str, ...] = ()
        self.catalogue: Path | None = None
        self.rules: tuple[Path, ...] = ()
        self._made: Path | None = None
        self._named = False
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = Path(documents) if QFileInfo(documents).isDir() else Path.home()
        self.kind = QComboBox(self)
        self.kind.addItem(self.tr("Shift: with what the next one takes over"), "shift")
        self.kind.addItem(self.tr("Day: with alarm performance"), "day")
        self.kind.addItem(self.tr("Incident: minute by minute"), "incident")
        self.preset = QComboBox(self)
        self.about = QComboBox(self)
        self.since, self.until = QLineEdit(self), QLineEdit(self)
        for field in (self.since, self.until):
            field.setToolTip(self.tr("A time of the city's clock: 2026-11-22 18:24, 18:24, or -2h"))
        self.zone_told = self._text()
        self.paper = QComboBox(self)
        self.paper.addItems(list(PAPERS))
        self.maps = QCheckBox(self.tr("With maps"), self)
        self.maps.setChecked(True)
        self.out = QLineEdit(self)
        self.out.setToolTip(self.tr("A name that ends in .pdf or .html"))
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.told = self._text()
        self.told.setMinimumHeight(self.told.fontMetrics().lineSpacing() * 3)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.open_button = self.buttons.addButton(self.tr("Open it"), QDialogButtonBox.ButtonRole.ActionRole)
        self.open_button.hide()
        self.make = self.buttons.addButton(self.tr("Make it"), QDialogButtonBox.ButtonRole.ActionRole)
        self.make.setDefault(True)
        self.cancel = self.buttons.addButton(self.tr("Cancel making"), QDialogButtonBox.ButtonRole.ActionRole)
        self._lay_out()
        self._connect()
        self._take_kind()

    def _text(self) -> QLabel:
        label = QLabel("", self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(GRID_PX * 3)
        form.setVerticalSpacing(GRID_PX * 2)
        form.addRow(self.tr("Report"), self.kind)
        form.addRow(self.tr("Span"), self.preset)
        times = QHBoxLayout()
        times.setSpacing(GRID_PX * 2)
        times.addWidget(self.since, 1)
        times.addWidget(QLabel(self.tr("to"), self))
        times.addWidget(self.until, 1)
        form.addRow("", times)
        form.addRow("", self.zone_told)
        form.addRow(self.tr("About"), self.about)
        form.addRow(self.tr("Paper"), self.paper)
        form.addRow("", self.maps)
        choose = QPushButton(self.tr("Choose…"), self)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.setSpacing(GRID_PX * 2)
        place.addWidget(self.out, 1)
        place.addWidget(choose)
        form.addRow(self.tr("File"), place)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 5, GRID_PX * 4, GRID_PX * 5, GRID_PX * 4)
        column.setSpacing(GRID_PX * 3)
        column.addLayout(form)
        for part in (self.bar, self.told, self.buttons):
            column.addWidget(part)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._take_kind)
        self.preset.activated.connect(self._preset_chosen)
        self.since.textEdited.connect(self._times_typed)
        self.until.textEdited.connect(self._times_typed)
        self.out.textEdited.connect(self._name_typed)
        self.out.textChanged.connect(self._judge)
        self.about.activated.connect(self._about_chosen)
        self.make.clicked.connect(self.start)
        self.cancel.clicked.connect(self._cancel)
        self.open_button.clicked.connect(self._open)
        self.buttons.rejected.connect(self.close)
        self._work.moved.connect(self._moved)
        self._work.done.connect(self._done)
        self._work.failed.connect(self._failed)
        self._work.changed.connect(self._judge)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill_about()
        if not self._work.running:
            self._take_preset()

    # -- choosing --------------------------------------------------------------------------------------------------

    def _take_kind(self) -> None:
        kind = str(self.kind.currentData())
        self.preset.clear()
        if kind == "shift":
            self.preset.addItem(self.tr("This shift so far"), "shift-now")
            self.preset.addItem(self.tr("The shift before"), "shift-last")
        elif kind == "day":
            self.preset.addItem(self.tr("Yesterday"), "day-last")
            self.preset.addItem(self.tr("Today so far"), "day-now")
        else:
            self.preset.addItem(self.tr("The last two hours"), "hours")
        self.preset.addItem(self.tr("As typed below"), "typed")
        self._fill_about()
        self._take_preset()
        self._anew()

    def _fill_about(self) -> None:
        """What it can be about: everything, the selected area, open situations."""
        chosen = self.about.currentData()
        self.about.blockSignals(True)
        self.about.clear()
        session = self._session
        self.about.addItem(self.tr("The whole city"), ("", ""))
        areas = dict.fromkeys([self._selection.area, self._selection.current])
        for area in areas:
            if area and session.areas.city.is_area(area):
                name = one_line(session.name(session.mirror.row_of[area]), 60)
                self.about.addItem(self.tr("Area: {name}").format(name=name), ("area", area))
        if self.kind.currentData() == "incident":
            situations = sorted(session.mirror.situations.values(), key=lambda one: one.situation.priority)
            for told in situations[:30]:
                text = one_line(in_language(told.situation.first.text, session.language), 60)
                self.about.addItem(self.tr("Situation: {text}").format(text=text), ("situation", told.situation.id))
        at = self.about.findData(chosen)
        self.about.setCurrentIndex(max(0, at))
        self.about.blockSignals(False)

    def _preset_chosen(self) -> None:
        self._take_preset()
        self._anew()

    def _take_preset(self) -> None:
        session, now = self._session, self._session.live_now
        chosen = str(self.preset.currentData() or "")
        if now > 0 and chosen != "typed":
            zone, starts = session.zone, session.shift_starts
            since, until = {
                "shift-now": lambda: (shift_begin(now, zone, starts), now),
                "shift-last": lambda: last_shift(now, zone, starts),
                "day-now": lambda: (day_begin(now, zone), now),
                "day-last": lambda: (day_begin(now, zone, 1), day_begin(now, zone)),
                "hours": lambda: (now - 7_200_000, now),
            }[chosen]()
            self.since.setText(format_date_time(since, zone, seconds=False))
            self.until.setText(format_date_time(until, zone, seconds=False))
        self.zone_told.setText(
            self.tr("Times of {zone}, UTC{offset}.").format(zone=session.zone, offset=format_offset(now, session.zone))
        )
        self._name_file()
        self._judge()

    def _about_chosen(self) -> None:
        """A situation brings its span: from half an hour before it began to now."""
        kind, about = self.about.currentData() or ("", "")
        told = self._session.mirror.situations.get(about) if kind == "situation" else None
        if told is not None:
            began = min(told.situation.opened, *(member.since for member in told.situation.members.values()))
            zone, now = self._session.zone, self._session.live_now
            self.since.setText(format_date_time(began - BESIDE_MS, zone, seconds=False))
            self.until.setText(format_date_time(now, zone, seconds=False))
            self._times_typed()
        self._anew()

    def _anew(self) -> None:
        """Something else is asked for: what was said of the report before is of no use any more."""
        if not self._work.running:
            self._made = None
            self.open_button.hide()
            self.bar.setValue(0)
        self._judge()

    def _times_typed(self) -> None:
        self.preset.setCurrentIndex(self.preset.findData("typed"))
        self._name_file()
        self._anew()

    def _name_typed(self) -> None:
        self._named = bool(self.out.text())
        self._anew()

    def _name_file(self) -> None:
        if self._named:
            return
        day = "".join(sign for sign in self.until.text() if sign.isdecimal() or sign in " -").replace(" ", "-")
        self.out.setText(str(self._folder / f"{self.kind.currentData()}-{day}.pdf"))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Where the report goes"), self.out.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("PDF (*.pdf)"), self.tr("Web page (*.html)")])
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(lambda shown: dialog.setDefaultSuffix("html" if "html" in shown else "pdf"))
        dialog.fileSelected.connect(self._chosen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self._named = True
        self.out.setText(path)

    # -- making ----------------------------------------------------------------------------------------------------

    def wish(self) -> ReportWish | None:
        """What is asked for; None while something is wrong with it, which `trouble` says."""
        if self.trouble():
            return None
        session = self._session
        since, until = self._times()
        assert since is not None and until is not None
        kind, about = self.about.currentData() or ("", "")
        return ReportWish(
            kind=str(self.kind.currentData()), since=since, until=until, out=Path(self.out.text().strip()),
            station=str(getattr(session.channel, "address", "")), language=session.language,
            area=about if kind == "area" else "", situation=about if kind == "situation" else "",
            by=session.operator, paper=self.paper.currentText(), maps=self.maps.isChecked(),
            basemaps=self.basemaps, catalogue=self.catalogue, rules=self.rules,
        )  # fmt: skip

    def trouble(self) -> str:
        """What has to be mended before a report can be made, "" for nothing."""
        if not getattr(self._session.channel, "address", ""):
            return self.tr("There is no station to ask. Wait until the console is connected.")
        since, until = self._times()
        for field, at in ((self.since, since), (self.until, until)):
            if at is None:
                told = self.tr("{text} is not a time. Write 2026-11-22 18:24, 18:24 or -2h.")
                return told.format(text=field.text().strip() or "“”")
        assert since is not None and until is not None
        sentence = {
            "empty": self.tr("The span ends before it begins."),
            "future": self.tr("That span has not come yet."),
            "long": self.tr("A report is about 31 days at most."),
        }.get(span_trouble(since, until, self._session.live_now), "")
        if sentence:
            return sentence
        if Path(self.out.text().strip()).suffix.lower() not in (".pdf", ".html", ".htm"):
            return self.tr("Give the file a name that ends in .pdf or .html.")
        return ""

    def _times(self) -> tuple[int | None, int | None]:
        now, zone = self._session.live_now, self._session.zone
        return read_time(self.since.text(), now, zone), read_time(self.until.text(), now, zone)

    def _judge(self) -> None:
        running = self._work.running
        trouble = self.trouble()
        self.make.setEnabled(not running and not trouble)
        self.cancel.setEnabled(running)
        for field in (self.kind, self.preset, self.about, self.since, self.until, self.paper, self.maps, self.out):
            field.setEnabled(not running)
        if not running and self._made is None:
            self.told.setText(trouble)

    def start(self) -> None:
        """Make it."""
        wish = self.wish()
        if wish is None or self._work.running:
            return
        self._made = None
        self.open_button.hide()
        self.bar.setValue(0)
        self.told.setText(self.tr("Starting…"))
        self._work.start(wish)

    def _cancel(self) -> None:
        self.told.setText(self.tr("Cancelling…"))
        self.cancel.setEnabled(False)
        self._work.cancel()

    def _moved(self, phase: str, percent: float) -> None:
        self.bar.setValue(round(percent))
        names = {
            "asking": self.tr("Asking the station…"),
            "maps": self.tr("Drawing the maps…"),
            "writing": self.tr("Writing…"),
        }
        self.told.setText(names.get(phase, phase))

    def _done(self, path: Path, troubles: list[str]) -> None:
        self.bar.setValue(100)
        self._made = path
        self.open_button.show()
        self.told.setText("\n".join([self.tr("{out} is made.").format(out=path), *troubles]))
        self._named = False
        self.open_button.setFocus()

    def _failed(self, sentence: str) -> None:
        self.bar.setValue(0)
        told = self.tr("The report could not be made: {reason}").format(reason=one_line(sentence, 400))
        self._made = Path()  # what is said stays until something is changed
        self.told.setText(told if sentence else self.tr("Cancelled. Nothing was written."))

    def _open(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.absolute())))
