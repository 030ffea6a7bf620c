"""Reports as files: everything escaped, real text on numbered pages, tables whose head comes again, pictures inside."""

import errno
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from opscenter.console.report import pages
from opscenter.console.report.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    Mark,
    Paragraph,
    Picture,
    Plates,
    Table,
)
from opscenter.console.report.html import report_html, write_html
from opscenter.console.report.pages import PAPERS, split_cells, write_pdf
from opscenter.console.report.searchable import correct
from opscenter.console.shell.languages import Translators
from opscenter.console.whole_pdf import check_whole_pdf
from opscenter.domain.alarm import Priority

EVIL = "<script>alert('x')</script> & \"<img src=x onerror=y>\" </td></table>"


def blank(painter: QPainter, rect: QRectF, _unit: float) -> None:
    painter.fillRect(rect, QColor("#336699"))


def document(*blocks: object, language: str = "en") -> Document:
    made = Document("Shift report", "span", "Shift report · span", "Made now", language, "Page {page} of {count}")
    made.add(*blocks)  # type: ignore[arg-type]
    return made


def everything(text: str) -> Document:
    picture = Picture(blank, 0.5, text, text)
    made = document(
        Facts(((text, text),)), Heading(text), Heading(text, 2), Paragraph(text), Paragraph(text, "note"),
        Paragraph(text, "warning"), Bullets((text, Mark(Priority.HIGH, text))),
        Table((text, "n"), ((Mark(Priority.CRITICAL, text), "1"), (text, "2")), (4, 1), frozenset({1})),
        picture, Plates((picture, picture, picture), 2),
    )  # fmt: skip
    made.title = made.foot = made.running = text
    return made


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_nothing_that_comes_from_outside_is_markup(qtbot: QtBot) -> None:
    evil, calm = Tags(), Tags()
    evil.feed(report_html(everything(EVIL)))
    calm.feed(report_html(everything("calm")))
    assert evil.tags == calm.tags and evil.attributes == calm.attributes
    assert "script" not in evil.tags and not any(name.startswith("on") for name in evil.attributes)
    assert sum(text.count("<script>alert('x')</script>") for text in evil.text) >= 12


def test_the_html_stands_alone(qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    write_html(everything("calm"), out)
    text = out.read_text("utf-8")
    assert "http://" not in text and "https://" not in text and "url(" not in text
    assert text.count("data:image/png;base64,") == 4
    assert "default-src 'none'" in text and "<script" not in text
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("paper", list(PAPERS))
def test_pages_have_the_size_of_the_paper_and_numbers(qtbot: QtBot, tmp_path: Path, paper: str) -> None:
    out = tmp_path / "report.pdf"
    rows = tuple((Mark(Priority.LOW, f"alarm {number}"), "text " * 12, str(number)) for number in range(150))
    made = document(Heading("Alarms"), Table(("Alarm", "What", "Count"), rows, (2, 4, 1), frozenset({2})))
    count = write_pdf(made, out, paper)
    pdf = QPdfDocument()
    assert pdf.load(str(out)) is QPdfDocument.Error.None_
    assert pdf.pageCount() == count > 3
    texts = [pdf.getAllText(page).text() for page in range(count)]
    for page, text in enumerate(texts):
        assert f"Page {page + 1} of {count}" in text
        assert "Made now" in text and "Count" in text, "the head of the table is on every page"
        assert ("Shift report · span" in text) is (page > 0)
    whole = " ".join(" ".join(texts).split())
    for number in range(150):
        assert len(re.findall(rf"alarm {number}\b", whole)) == 1, "no row is lost, none cut in two"
    size: QSizeF = pdf.pagePointSize(0)
    assert (round(size.width()), round(size.height())) == tuple(round(side) for side in PAPERS[paper])
    pdf.close()


@pytest.mark.parametrize("speaking", [False, True])
@pytest.mark.parametrize(
    ("language", "text"), [("zh_Hant", "交通擠塞，車速驟降"), ("zh_Hans", "交通拥堵，车速骤降"), ("en", "fluid floods")]
)
def test_text_can_be_searched_in_every_language(
    qtbot: QtBot, tmp_path: Path, language: str, text: str, speaking: bool
) -> None:
    """Also where fonts draw two characters with one glyph, and where they have others for a language."""
    out = tmp_path / "report.pdf"
    translators = Translators()
    if speaking:  # the shaping of text looks at the locale of the program
        translators.use(language)
    try:
        write_pdf(everything(text) if language == "en" else document(Paragraph(text), language=language), out)
    finally:
        translators.use("en")
        translators.remove()
    pdf = QPdfDocument()
    assert pdf.load(str(out)) is QPdfDocument.Error.None_
    assert text in pdf.getAllText(0).text()
    pdf.close()


def test_a_file_that_is_built_otherwise_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.pdf"
    for content in (b"", b"%PDF-1.4\nnothing", b"x\n1 0 obj << /Length 9 >> stream\nbegincmap\nendstream startxref"):
        path.write_bytes(content)
        assert correct(path, {0x2ECB: 0x8F66}) == 0 and path.read_bytes() == content


def test_markup_in_a_pdf_is_only_text(qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    write_pdf(document(Paragraph("<b>bold</b> & <u>so</u>")), out)
    pdf = QPdfDocument()
    pdf.load(str(out))
    assert "<b>bold</b> & <u>so</u>" in pdf.getAllText(0).text()
    pdf.close()


def test_a_heading_stays_with_what_it_is_about(qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    for filled in range(40, 56):
        blocks = [Paragraph(f"line {number}") for number in range(filled)]
        write_pdf(
            document(*blocks, Heading("Section"), Heading("Part", 2), Table(("Head",), (("first row",),), (1,))), out
        )
        pdf = QPdfDocument()
        pdf.load(str(out))
        (page,) = [at for at in range(pdf.pageCount()) if "Section" in pdf.getAllText(at).text()]
        assert "first row" in pdf.getAllText(page).text(), filled
        pdf.close()


def test_a_row_longer_than_a_page_goes_on_on_the_next(qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    text = " ".join(f"word{number}" for number in range(400))
    count = write_pdf(
        document(Table(("Head", "Other"), ((Mark(Priority.LOW, text), "x"), ("after", "y")), (1, 4))), out
    )
    pdf = QPdfDocument()
    pdf.load(str(out))
    whole = " ".join(" ".join(pdf.getAllText(page).text() for page in range(count)).split())
    assert count >= 2 and "after" in whole
    for number in range(400):
        assert re.search(rf"word{number}\b", whole), number
    pdf.close()


@pytest.mark.parametrize("text", ["", "short", "a b " * 40, "x" * 500, "漢字" * 100])
def test_cells_are_cut_without_losing_anything(text: str) -> None:
    rows = split_cells((text, Mark(Priority.HIGH, text)), (60, 90))
    assert "".join(str(row[0]) for row in rows) == text
    assert "".join(cell.text if isinstance(cell := row[1], Mark) else cell for row in rows) == text
    assert all(len(str(row[0])) <= 60 for row in rows)


@pytest.mark.parametrize("write", [write_pdf, write_html])
def test_a_folder_that_is_not_there_is_told(
    qtbot: QtBot, tmp_path: Path, write: Callable[[Document, Path], object]
) -> None:
    with pytest.raises(OSError) as told:
        write(document(), tmp_path / "nowhere" / "report.out")
    assert told.value.errno == errno.ENOENT


def test_a_report_that_fails_leaves_the_one_before(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"before")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pages.Pages, "paint", fail)
    with pytest.raises(OSError):
        write_pdf(document(Paragraph("text")), out)
    assert out.read_bytes() == b"before" and list(tmp_path.iterdir()) == [out]


def test_a_pdf_that_the_disk_did_not_take_whole_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt's writer says nothing of it: without its end a file is none."""
    out = tmp_path / "report.pdf"
    out.write_bytes(b"before")
    checked: list[Path] = []

    def cut_short(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:-2_000])
        checked.append(path)
        check_whole_pdf(path)

    monkeypatch.setattr(pages, "check_whole_pdf", cut_short)
    with pytest.raises(OSError) as told:
        write_pdf(document(Paragraph("text")), out)
    assert told.value.errno == errno.EIO and len(checked) == 1
    assert out.read_bytes() == b"before" and list(tmp_path.iterdir()) == [out]


def test_the_shapes_in_html_are_whole(qtbot: QtBot) -> None:
    text = report_html(document(Bullets(tuple(Mark(one, one.name, answered=one.value % 2 == 0) for one in Priority))))
    shapes = re.findall(r"<svg.*?</svg>", text)
    assert len(shapes) == 4 and all(ET.fromstring(shape) is not None for shape in shapes)
    assert sum('fill="none"' in shape for shape in shapes) == 2
