"""A report as blocks, ready to be written as pages or as HTML. Plain texts only: nothing here is markup. No Qt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from opscenter.domain.alarm import Priority


@dataclass(slots=True, frozen=True)
class Mark:
    """A cell with the shape of a priority before its text; an outline where it is `answered`."""

    priority: Priority
    text: str = ""
    answered: bool = False


Cell = str | Mark


@dataclass(slots=True, frozen=True)
class Heading:
    """A heading; level 1 begins a section, 2 a part of one."""

    text: str
    level: int = 1


@dataclass(slots=True, frozen=True)
class Paragraph:
    """Running text. `tone`: "normal", "note" (small and muted) or "warning" (with a bar beside it)."""

    text: str
    tone: str = "normal"


@dataclass(slots=True, frozen=True)
class Bullets:
    """Sentences one below the other; those with a mark are about alarms of that priority."""

    items: tuple[Cell, ...]


@dataclass(slots=True, frozen=True)
class Facts:
    """Names and values in two columns, for the head of the report."""

    rows: tuple[tuple[str, str], ...]


@dataclass(slots=True, frozen=True)
class Table:
    """Rows under heads. `weights`: how wide the columns are beside each other; `right`: columns of numbers. Rows are
    never cut; the head comes again on each page."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    weights: tuple[float, ...]
    right: frozenset[int] = frozenset()


Paint = Callable[[Any, Any, float], None]
"""Paints into (QPainter, QRectF, one point in the painter's units)."""


@dataclass(slots=True, frozen=True)
class Picture:
    """Something painted: `ratio` height to width, `share` of the text's width it takes. `told` says in words what is to
    be seen, for those who cannot see it; `caption` stands below."""

    paint: Paint
    ratio: float
    caption: str
    told: str
    share: float = 1.0


@dataclass(slots=True, frozen=True)
class Plates:
    """Small pictures beside each other, `columns` in a row."""

    pictures: tuple[Picture, ...]
    columns: int = 2


Block = Heading | Paragraph | Bullets | Facts | Table | Picture | Plates


@dataclass(slots=True)
class Document:
    """A report: `title`, `subtitle` below it, `running` at the top of every further page, `foot` at the bottom."""

    title: str
    subtitle: str
    running: str
    foot: str
    language: str
    page_text: str  # with {page} and {count}
    blocks: list[Block] = field(default_factory=list)

    def add(self, *blocks: Block) -> None:
        """Put blocks at the end."""
        self.blocks.extend(blocks)


def texts_of(document: Document) -> Iterator[str]:
    """Every text that is written, in order."""
    yield from (document.title, document.running, document.foot, document.page_text)
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                yield text
            case Bullets(items):
                yield from map(text_of, items)
            case Facts(rows):
                for row in rows:
                    yield from row
            case Table():
                yield from block.heads
                for cells in block.rows:
                    yield from map(text_of, cells)
            case Picture():
                yield block.caption
            case Plates(pictures):
                yield from (one.caption for one in pictures)


def text_of(cell: Cell) -> str:
    """The text of a cell, with a mark or without."""
    return cell.text if isinstance(cell, Mark) else cell
