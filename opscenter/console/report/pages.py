"""Writes a report as a PDF: pages with head, foot and numbers, real text, tables whose head comes again."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from opscenter.console.plain import one_line
from opscenter.console.report.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Heading,
    Mark,
    Paragraph,
    Picture,
    Plates,
    Table,
    text_of,
    texts_of,
)
from opscenter.console.report.searchable import correct, meant
from opscenter.console.report.text_lines import LONGEST, TextLines
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import LIGHT
from opscenter.console.whole_pdf import check_whole_pdf

PAPERS = {"A4": (595.276, 841.890), "Letter": (612.0, 792.0)}
"""Points, upright."""
_DPI = 600
_SIDE, _TOP, _BOTTOM = 46.0, 52.0, 46.0
_SIZES = {"title": 19.0, "one": 13.0, "two": 10.0, "body": 9.0, "cell": 7.8, "small": 7.4}
_INK, _MUTED, _LINE = LIGHT.text, LIGHT.muted, LIGHT.line
_SHAPE, _BESIDE = 7.0, 10.5
_PAD_X, _PAD_Y = 4.5, 2.2
_LETTER, _MOST_LINES = 4.0, 30
"""Points a letter takes at least, as a rough measure; lines of a row that is not cut in two."""

Ink = Callable[[QPainter], None]


class Pages:
    """Sets a document on pages of one paper; all lengths in points until they are painted."""

    def __init__(self, document: Document, paper: str) -> None:
        self.wide, self.high = PAPERS[paper]
        self._document = document
        self._unit = _DPI / 72.0
        self._faces: dict[tuple[str, bool], QFont] = {}
        self._pages: list[list[Ink]] = [[]]
        self._y = _TOP
        self._set_title()
        for number, block in enumerate(document.blocks):
            self._place(block, document.blocks[number + 1 :])

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def paint(self, painter: QPainter, turn: Callable[[], object]) -> None:
        """Paint every page; `turn` begins the next."""
        for number, inks in enumerate(self._pages):
            if number:
                turn()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for ink in inks:
                ink(painter)
            self._paint_edges(painter, number)

    # -- measures ------------------------------------------------------------------------------------------------

    @property
    def _width(self) -> float:
        return self.wide - 2 * _SIDE

    @property
    def _end(self) -> float:
        return self.high - _BOTTOM

    def _face(self, size: str, bold: bool = False) -> QFont:
        made = self._faces.get((size, bold))
        if made is None:
            made = font("normal", bold=bold, language=self._document.language)
            made.setPixelSize(round(_SIZES[size] * self._unit))
            made.setFeature(QFont.Tag("liga"), 0)  # a word with a ligature is not found by those who search for it
            # Nor are glyphs that a font puts in for a language: what they mean is not in the file. The families are of
            # the language already.
            made.setFeature(QFont.Tag("locl"), 0)
            made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._faces[size, bold] = made
        return made

    def _lines(self, text: str, size: str, width: float, *, bold: bool = False, right: bool = False) -> TextLines:
        return TextLines(one_line(text, LONGEST), self._face(size, bold), width * self._unit, right=right)

    def _high(self, lines: TextLines) -> float:
        return lines.height / self._unit

    def _ink(self, ink: Ink) -> None:
        self._pages[-1].append(ink)

    def _write(self, lines: TextLines, x: float, y: float, colour: str = _INK) -> None:
        unit = self._unit
        self._ink(lambda painter: lines.paint(painter, x * unit, y * unit, colour))

    def _rule(self, x: float, y: float, width: float, weight: float, colour: str) -> None:
        unit = self._unit

        def ink(painter: QPainter) -> None:
            painter.setPen(QPen(QColor(colour), weight * unit))
            painter.drawLine(QPointF(x * unit, y * unit), QPointF((x + width) * unit, y * unit))

        self._ink(ink)

    def _turn(self) -> None:
        self._pages.append([])
        self._y = _TOP

    def _need(self, height: float) -> None:
        """Begin a new page unless so much room is left."""
        if self._y + height > self._end and self._y > _TOP:
            self._turn()

    # -- blocks --------------------------------------------------------------------------------------------------

    def _set_title(self) -> None:
        lines = self._lines(self._document.title, "title", self._width, bold=True)
        self._write(lines, _SIDE, self._y - 12)
        self._y += self._high(lines) - 6

    def _place(self, block: Block, following: Sequence[Block]) -> None:
        match block:
            case Heading():
                self._heading(block, following)
            case Paragraph():
                self._paragraph(block)
            case Bullets():
                self._bullets(block)
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case Picture():
                self._plates((block,), 1)
            case Plates():
                self._plates(block.pictures, block.columns)

    def _heading_height(self, block: Heading) -> float:
        size, above, below = ("one", 15.0, 6.0) if block.level == 1 else ("two", 9.0, 2.0)
        return above + self._high(self._lines(block.text, size, self._width, bold=True)) + below

    def _least(self, following: Sequence[Block]) -> float:
        """How much of what follows a heading has to stand below it on the same page."""
        if not following:
            return 0.0
        block = following[0]
        match block:
            case Heading():
                return self._heading_height(block) + self._least(following[1:])
            case Paragraph(tone="note"):
                return 14.0 + self._least(following[1:])
            case Table():
                table = _TableRows(self, block)
                return table.head_height + sum(one.height for one in table.rows[:2])
            case Picture():
                return self._plate_height(block, self._width * block.share)
            case Plates():
                width = (self._width - (block.columns - 1) * 12.0) / block.columns
                return max(self._plate_height(one, width) for one in block.pictures[: block.columns])
        return 30.0

    def _heading(self, block: Heading, following: Sequence[Block]) -> None:
        self._need(self._heading_height(block) + self._least(following))
        size, above = ("one", 15.0) if block.level == 1 else ("two", 9.0)
        self._y += above if self._y > _TOP else 0.0
        lines = self._lines(block.text, size, self._width, bold=True)
        self._write(lines, _SIDE, self._y)
        self._y += self._high(lines) + 2.0
        if block.level == 1:
            self._rule(_SIDE, self._y, self._width, 0.8, _INK)
            self._y += 4.0

    def _paragraph(self, block: Paragraph) -> None:
        note, warning = block.tone == "note", block.tone == "warning"
        left = 9.0 if warning else 0.0
        lines = self._lines(block.text, "small" if note else "body", self._width - left)
        self._need(self._high(lines))
        self._write(lines, _SIDE + left, self._y, _MUTED if note else _INK)
        if warning:
            box = QRectF(_SIDE * self._unit, self._y * self._unit, 3.0 * self._unit, lines.height)
            self._ink(lambda painter: painter.fillRect(box, QColor(LIGHT.high)))
        self._y += self._high(lines) + (3.0 if note else 5.0)

    def _bullets(self, block: Bullets) -> None:
        for item in block.items:
            text = text_of(item)
            lines = self._lines(text, "body", self._width - 12.0)
            self._need(self._high(lines))
            line = self._high(self._lines("x", "body", 100.0))
            if isinstance(item, Mark):
                self._shape(item, _SIDE, self._y + (line - _SHAPE) / 2)
            else:
                self._dot(_SIDE + _SHAPE / 2, self._y + line / 2)
            self._write(lines, _SIDE + 12.0, self._y)
            self._y += self._high(lines) + 2.0
        self._y += 3.0

    def _dot(self, x: float, y: float) -> None:
        unit = self._unit

        def ink(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_MUTED))
            painter.drawEllipse(QPointF(x * unit, y * unit), 1.3 * unit, 1.3 * unit)

        self._ink(ink)

    def _shape(self, mark: Mark, x: float, y: float) -> None:
        unit = self._unit
        box = QRectF(x * unit, y * unit, _SHAPE * unit, _SHAPE * unit)
        self._ink(lambda painter: draw_priority(painter, box, mark.priority, LIGHT, mark.answered, letter=False))

    def _facts(self, block: Facts) -> None:
        named = [self._lines(name, "body", 120.0) for name, _ in block.rows]
        column = max((one.wide / self._unit for one in named), default=0.0) + 14.0
        self._y += 4.0
        for name, (_, value) in zip(named, block.rows, strict=True):
            lines = self._lines(value, "body", self._width - column)
            self._write(name, _SIDE, self._y, _MUTED)
            self._write(lines, _SIDE + column, self._y)
            self._y += self._high(lines) + 1.0
        self._y += 6.0

    def _table(self, block: Table) -> None:
        table = _TableRows(self, block)
        first = table.rows[0].height if table.rows else 0.0
        self._need(table.head_height + first)
        self._row(table, table.head, head=True)
        for row in table.rows:
            if self._y + row.height > self._end:
                self._turn()
                self._row(table, table.head, head=True)
            self._row(table, row)
        self._y += 5.0

    def _row(self, table: "_TableRows", row: "_Row", head: bool = False) -> None:
        x = _SIDE
        for width, lines, mark in zip(table.widths, row.lines, row.marks, strict=True):
            left = x + _PAD_X
            if mark is not None:
                self._shape(mark, left, self._y + _PAD_Y + 1.2)
                left += _BESIDE
            y = self._y + row.height - _PAD_Y - self._high(lines) if head else self._y + _PAD_Y
            self._write(lines, left, y, _MUTED if head else _INK)
            x += width
        self._y += row.height
        self._rule(_SIDE, self._y, self._width, 0.8 if head else 0.3, _MUTED if head else _LINE)

    def _plate_height(self, one: Picture, width: float) -> float:
        return width * one.ratio + self._high(self._lines(one.caption, "small", width)) + 3.0

    def _plates(self, pictures: Sequence[Picture], columns: int) -> None:
        gap = 12.0
        for first in range(0, len(pictures), columns):
            some = pictures[first : first + columns]
            widths = [(self._width - (columns - 1) * gap) / columns * one.share for one in some]
            height = max(self._plate_height(one, width) for one, width in zip(some, widths, strict=True))
            self._need(height)
            x = _SIDE
            for one, width in zip(some, widths, strict=True):
                self._picture(one, x, width)
                x += width + gap
            self._y += height + 7.0

    def _picture(self, one: Picture, x: float, width: float) -> None:
        unit = self._unit
        box = QRectF(x * unit, self._y * unit, width * unit, width * one.ratio * unit)
        self._ink(lambda painter: one.paint(painter, box, unit))
        self._write(self._lines(one.caption, "small", width), x, self._y + width * one.ratio + 2.0, _MUTED)

    # -- edges ---------------------------------------------------------------------------------------------------

    def _paint_edges(self, painter: QPainter, number: int) -> None:
        unit, face = self._unit, self._face("small")
        painter.setFont(face)
        metrics = QFontMetricsF(face)
        page = self._document.page_text.format(page=number + 1, count=self.count)
        room = self._width * unit - metrics.horizontalAdvance(page) - 20 * unit
        foot_y = (self.high - 28.0) * unit
        painter.setPen(QPen(QColor(_LINE), 0.5 * unit))
        painter.drawLine(
            QPointF(_SIDE * unit, foot_y - 6 * unit), QPointF((_SIDE + self._width) * unit, foot_y - 6 * unit)
        )
        painter.setPen(QColor(_MUTED))
        right = (_SIDE + self._width) * unit - metrics.horizontalAdvance(page)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(QPointF(_SIDE * unit, foot_y + 4 * unit), metrics.elidedText(self._document.foot, elide, room))
        painter.drawText(QPointF(right, foot_y + 4 * unit), page)
        if number:
            running = metrics.elidedText(one_line(self._document.running), elide, self._width * unit)
            painter.drawText(QPointF(_SIDE * unit, 32.0 * unit), running)
            painter.setPen(QPen(QColor(_LINE), 0.5 * unit))
            painter.drawLine(QPointF(_SIDE * unit, 37.0 * unit), QPointF((_SIDE + self._width) * unit, 37.0 * unit))


class _Row:
    """A row of a table, its cells broken into lines."""

    def __init__(
        self, pages: Pages, cells: Sequence[Cell], widths: Sequence[float], right: frozenset[int], head: bool
    ) -> None:
        self.lines: list[TextLines] = []
        self.marks: list[Mark | None] = []
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            mark = cell if isinstance(cell, Mark) else None
            text = text_of(cell)
            room = width - 2 * _PAD_X - (_BESIDE if mark is not None else 0.0)
            self.lines.append(pages._lines(text, "small" if head else "cell", room, bold=head, right=number in right))
            self.marks.append(mark)
        self.height = max((pages._high(one) for one in self.lines), default=0.0) + 2 * _PAD_Y


class _TableRows:
    """The rows of a table, measured for the page."""

    def __init__(self, pages: Pages, block: Table) -> None:
        total = sum(block.weights)
        self.widths = [pages._width * weight / total for weight in block.weights]
        self.head = _Row(pages, block.heads, self.widths, block.right, head=True)
        most = [max(40, round(width / _LETTER) * _MOST_LINES) for width in self.widths]
        self.rows = [
            _Row(pages, part, self.widths, block.right, head=False)
            for cells in block.rows
            for part in split_cells(cells, most)
        ]

    @property
    def head_height(self) -> float:
        """Of the heads."""
        return self.head.height


def split_cells(cells: Sequence[Cell], most: Sequence[int]) -> list[tuple[Cell, ...]]:
    """A row as several, where a text has more characters than its column takes on half a page; cut between words."""
    rows: list[tuple[Cell, ...]] = []
    left: list[Cell] = list(cells)
    while any(len(text_of(cell)) > room for cell, room in zip(left, most, strict=True)):
        first: list[Cell] = []
        for at, (cell, room) in enumerate(zip(left, most, strict=True)):
            text = text_of(cell)
            cut = len(text) if len(text) <= room else max(text.rfind(" ", room // 2, room) + 1, 0) or room
            first.append(Mark(cell.priority, text[:cut], cell.answered) if isinstance(cell, Mark) else text[:cut])
            left[at] = text[cut:]
        rows.append(tuple(first))
    if not rows or any(text_of(cell) for cell in left):
        rows.append(tuple(left))
    return rows


def write_pdf(document: Document, out: Path, paper: str = "A4") -> int:
    """Write a report, whole or not at all; the number of its pages. OSError when it cannot be written."""
    partial = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with partial.open("wb"):  # QPdfWriter would be silent about a folder that is not there
            pass
        pages = Pages(document, paper)
        writer = QPdfWriter(str(partial))
        writer.setTitle(document.title)
        writer.setCreator("opscenter")
        writer.setResolution(_DPI)
        size = QPageSize(QSizeF(pages.wide, pages.high), QPageSize.Unit.Point, paper)
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        painter = QPainter()
        if not painter.begin(writer):
            raise OSError(
                QCoreApplication.translate("Report", "{folder} cannot be written. Choose another folder.").format(
                    folder=out.parent
                )
            )
        try:
            pages.paint(painter, writer.newPage)
        finally:
            painter.end()  # before the writer goes: it would be painted on when it is gone
        del writer
        check_whole_pdf(partial)
        correct(partial, meant(texts_of(document), document.language))
        partial.replace(out)
        return pages.count
    finally:
        partial.unlink(missing_ok=True)
