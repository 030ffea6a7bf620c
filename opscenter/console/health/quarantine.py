"""Messages that were set aside: why, from whom, and their bytes as they came."""

import base64
import binascii
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from opscenter.console.format import format_bytes, format_date_time
from opscenter.console.health.table import Heading, RowsModel, make_table
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

LIMIT = 200


def readable(raw: bytes) -> str:
    """Bytes as text: UTF-8 where they are, else a hexadecimal dump. Never interpreted as rich text."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return hex_dump(raw)
    if any(not c.isprintable() and c not in "\r\n\t" for c in text):
        return hex_dump(raw)
    return text


def hex_dump(raw: bytes) -> str:
    """Sixteen bytes a line: offset, hexadecimal, ASCII."""
    lines = []
    for at in range(0, len(raw), 16):
        part = raw[at : at + 16]
        text = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
        lines.append(f"{at:06x}  {part.hex(' '):<47}  {text}")
    return "\n".join(lines)


class QuarantineView(QWidget):
    """A list and a viewer. It asks the station when it is shown and when the user wants it again."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rejected: list[dict[str, Any]] = []
        self._asking = False
        headings = (
            Heading(self.tr("Arrived")),
            Heading(self.tr("Reason")),
            Heading(self.tr("Publisher")),
            Heading(self.tr("Topic")),
            Heading(self.tr("Size"), number=True),
            Heading(self.tr("Detail"), stretch=True),
        )
        self.model = RowsModel(headings, theme)
        self.table = make_table(self.model, self.tr("Messages set aside"))
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_raw(now.row()))
        self.viewer = QPlainTextEdit()
        self.viewer.setReadOnly(True)
        self.viewer.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.viewer.setPlaceholderText(self.tr("Choose a message to see its bytes."))
        self.viewer.setAccessibleName(self.tr("Bytes of the message"))
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setProperty("role", "small")
        again = QPushButton(self.tr("Ask again"))
        again.setToolTip(self.tr("Fetch the newest messages that were set aside"))
        again.setProperty("role", "chip")
        again.clicked.connect(self.ask)
        line = QHBoxLayout()
        line.setContentsMargins(GRID_PX * 2, 0, GRID_PX * 2, 0)
        line.addWidget(self._sentence, 1)
        line.addWidget(again)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.viewer)
        split.setSizes([640, 320])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(split, 1)

    def ask(self) -> None:
        """Ask the station for the newest messages set aside."""
        if not self._asking:
            self._asking = True
            self._session.query("quarantine", {"limit": LIMIT}, self._take)

    def _take(self, answer: Answer) -> None:
        self._asking = False
        if answer.refused:
            self._sentence.setText(answer.refused)
            return
        listed = answer.header.get("rejected")
        self._rejected = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
        zone = self._session.zone
        self.model.show(
            [
                (
                    format_date_time(int(each.get("arrived") or 0), zone),
                    str(each.get("reason") or ""),
                    str(each.get("publisher") or ""),
                    str(each.get("topic") or ""),
                    " ".join(format_bytes(float(each.get("size") or 0))),
                    str(each.get("detail") or ""),
                )
                for each in self._rejected
            ]
        )
        if self._rejected:
            self._sentence.setText(
                self.tr("%n newest message(s) set aside. Times: {zone}", "", len(self._rejected)).format(zone=zone)
            )
        else:
            self._sentence.setText(self.tr("Nothing was set aside: every message could be read."))
        self._show_raw(self.table.currentIndex().row())

    def _show_raw(self, row: int) -> None:
        if not 0 <= row < len(self._rejected):
            self.viewer.clear()
            return
        raw = self._rejected[row].get("raw")
        try:
            data = raw if isinstance(raw, bytes) else base64.b64decode(str(raw or ""), validate=True)
        except (binascii.Error, ValueError):
            data = str(raw).encode("utf-8", "replace")
        self.viewer.setPlainText(readable(data))
