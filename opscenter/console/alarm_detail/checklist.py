"""The steps of an alarm's checklist, to be ticked as they are done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from opscenter.console.alarm_detail.section import EDGE_PX, Section
from opscenter.console.alarm_detail.ticks import Tick
from opscenter.console.format import format_time
from opscenter.console.plain import one_line, tip
from opscenter.domain.alarm import Alarm
from opscenter.domain.texts import in_language

MOST = 40
_LONGEST = 400


class _Text(QLabel):
    """The text of a step wraps, which that of a check box does not; a click on it ticks as one on the box does."""

    def __init__(self, box: QCheckBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = box
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)

    def mousePressEvent(self, event: object) -> None:
        if self._box.isEnabled():
            self._box.click()


class Checklist(Section):
    """`ticked(step, done)` when somebody ticks; what is shown as done comes back through `put`."""

    ticked = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.boxes: list[QCheckBox] = []
        self._rows: list[tuple[_Text, QLabel]] = []
        self._shown: tuple[str, ...] = ()

    def put(self, alarm: Alarm, language: str, done: dict[int, Tick], zone: str, enabled: bool, kept: str = "") -> None:
        """Show the steps and who did which; rows are made anew only for other steps, so that the keyboard stays.

        `kept` says where ticks are kept, if not at this desk.
        """
        steps = tuple(one_line(in_language(step, language), _LONGEST) for step in alarm.checklist[:MOST])
        if steps != self._shown:
            self._make(steps)
        for number, (box, (text, who)) in enumerate(zip(self.boxes, self._rows, strict=True)):
            tick = done.get(number)
            box.blockSignals(True)
            box.setChecked(tick is not None)
            box.blockSignals(False)
            box.setEnabled(enabled)
            key = f" ({number + 1})" if number < 9 else ""
            box.setToolTip(tip(self.tr("Done{key}.").format(key=key), kept or self.tr("It is kept at this desk.")))
            text.setProperty("role", "muted" if tick is not None else "")
            text.style().unpolish(text)
            text.style().polish(text)
            who.setVisible(tick is not None)
            if tick is not None:
                who.setText(format_time(tick.at, zone, seconds=False))
                who.setToolTip(tip(self.tr("Done by {name}").format(name=tick.by) if tick.by else self.tr("Done")))
        count = sum(1 for number in range(len(steps)) if number in done)
        self.title.setText(
            self.tr("Checklist: {done} of {all} done").format(done=count, all=len(steps)) if steps else ""
        )
        self.setVisible(bool(steps))

    def toggle(self, step: int) -> None:
        """Tick or untick a step, as a click does."""
        if 0 <= step < len(self.boxes) and self.boxes[step].isEnabled():
            self.boxes[step].click()

    def _make(self, steps: tuple[str, ...]) -> None:
        self._shown = steps
        self.clear()
        self.boxes, self._rows = [], []
        for number, step in enumerate(steps):
            row = QWidget(self)
            inside = QHBoxLayout(row)
            inside.setContentsMargins(EDGE_PX, 3, EDGE_PX, 3)
            inside.setSpacing(8)
            box = QCheckBox(row)
            box.setAccessibleName(f"{number + 1}. {step}")
            text = _Text(box, row)
            text.setText(f"{number + 1}. {step}")
            who = QLabel(row)
            who.setTextFormat(Qt.TextFormat.PlainText)
            who.setProperty("role", "small")
            who.hide()
            inside.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            inside.addWidget(text, 1)
            inside.addWidget(who, 0, Qt.AlignmentFlag.AlignTop)
            box.toggled.connect(lambda on, number=number: self.ticked.emit(number, on))
            self.lines.addWidget(row)
            self.boxes.append(box)
            self._rows.append((text, who))
