"""A score as people read it: each criterion with its sign, its points and the reason below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.console.training.lanes import SIGN_OF_OUTCOME, Sign
from opscenter.console.training.score import Score
from opscenter.console.training.signs import draw_sign
from opscenter.console.training.wording import clock_span, outcome_name, points_of, points_text, said


@dataclass(slots=True, frozen=True)
class Line:
    """One criterion: its sign, what it is, its points, why. `at`: when it was decided, Unix ms (0: never)."""

    sign: Sign
    text: str
    points: str
    outcome: str
    reason: str
    by: str = ""
    took: str = ""
    limit: str = ""
    at: int = 0
    key: str = ""


def lines_of(score: Score, language: str) -> list[Line]:
    """All criteria: what was expected in the order of the exercise, then each time that something wrong was done."""
    translate = QCoreApplication.translate
    made = []
    for one in score.responses:
        took = clock_span(one.took_ms) if one.took_ms is not None else ""
        made.append(
            Line(
                sign=SIGN_OF_OUTCOME[one.outcome],
                text=said(one.text, language, 200) or one.id,
                points=points_of(one.points, one.weight),
                outcome=outcome_name(one.outcome),
                reason=said(one.reason, language, 400),
                by=one.by,
                took=took,
                limit=clock_span(one.within_ms),
                at=one.at or score.since,
                key=one.id,
            )
        )
    for wrong in score.wrong:
        each = wrong.lost / len(wrong.times) if wrong.times else 0.0
        for time in wrong.times:
            made.append(
                Line(
                    sign=Sign.WRONG,
                    text=said(wrong.text, language, 200) or wrong.id,
                    points=f"\u2212{points_text(each)}",
                    outcome=translate("Training", "wrong"),
                    reason=said(time.reason, language, 400),
                    by=time.by,
                    at=time.at,
                    key=wrong.id,
                )
            )
    return made


def own_lines(score: Score, language: str, name: str) -> list[Line]:
    """Those in which somebody of that name had a part."""
    return [line for line in lines_of(score, language) if name in (part.strip() for part in line.by.split(","))]


class SignLabel(QWidget):
    """One sign."""

    def __init__(self, sign: Sign, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._theme = sign, theme
        self.setFixedSize(14, 18)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(14, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_sign(painter, QRectF(1, 3, 12, 12), self._sign, self._theme.tokens, ground=self._theme.tokens.raised)
        painter.end()


class ScoreList(QWidget):
    """Lines below each other."""

    def __init__(self, lines: Sequence[Line], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX * 2)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
        for number, line in enumerate(lines):
            grid.addWidget(SignLabel(line.sign, theme), number * 2, 0, top | left)
            head = self._label(line.text)
            head.setWordWrap(True)
            grid.addWidget(head, number * 2, 1)
            parts = [part for part in (line.outcome, line.took) if part]
            grid.addWidget(self._label(" · ".join(parts), "muted"), number * 2, 2, top)
            grid.addWidget(self._label(line.points), number * 2, 3, top | Qt.AlignmentFlag.AlignRight)
            reason = self._label(line.reason, "muted")
            reason.setWordWrap(True)
            reason.setContentsMargins(0, 0, 0, GRID_PX * 2)
            grid.addWidget(reason, number * 2 + 1, 1, 1, 3)

    def _label(self, text: str, role: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if role:
            label.setProperty("role", role)
        return label
