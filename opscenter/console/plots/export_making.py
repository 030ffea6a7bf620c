"""What is shown as a file: CSV, Parquet or PDF. Runs beside the window's thread; leaves a whole file or none."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from opscenter import __version__
from opscenter.console.file_work import Progress
from opscenter.console.plots.paper_order import PaperOrder, PaperSeries
from opscenter.console.plots.paper_painting import pages_of, paint_page
from opscenter.console.plots.stretch import Stretch
from opscenter.console.whole_pdf import check_whole_pdf
from opscenter.tables.parts import BinPart, Heading, Part, SamplePart, Series
from opscenter.tables.writing import write_table

PX_PER_INCH, MM_PER_INCH, DPI = 96.0, 25.4, 300
PAPERS = {"A4": (297.0, 210.0), "A3": (420.0, 297.0), "Letter": (279.4, 215.9)}
"""Millimetres, the longer side first (ISO 216; ANSI/ASME Y14.1)."""


def paper_px(paper: str, landscape: bool) -> tuple[float, float]:
    """(width, height) of a paper in px of 96 to an inch."""
    long, short = (side / MM_PER_INCH * PX_PER_INCH for side in PAPERS[paper])
    return (long, short) if landscape else (short, long)


def write_pdf(order: PaperOrder, path: Path, paper: str, landscape: bool, progress: Progress) -> None:
    """The plots as vectors. Raises OSError, and what `progress` raises."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write_pdf(order, beside, paper, landscape, progress)
        check_whole_pdf(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _write_pdf(order: PaperOrder, path: Path, paper: str, landscape: bool, progress: Progress) -> None:
    wide, high = paper_px(paper, landscape)
    writer = QPdfWriter(str(path))
    writer.setTitle(order.title)
    writer.setCreator("opscenter")
    writer.setResolution(DPI)
    size = QSizeF(wide / PX_PER_INCH * MM_PER_INCH, high / PX_PER_INCH * MM_PER_INCH)
    page_size = QPageSize(size, QPageSize.Unit.Millimeter, paper)
    writer.setPageLayout(QPageLayout(page_size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter()
    if not painter.begin(writer):
        told = QCoreApplication.translate("Paper", "{folder} cannot be written. Choose another folder.")
        raise OSError(told.format(folder=path.parent))
    painter.scale(DPI / PX_PER_INCH, DPI / PX_PER_INCH)
    pages, done = pages_of(order, high), 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(done / max(1, len(order.plots)))

    try:
        for number, plots in enumerate(pages):
            if number:
                writer.newPage()
            told = QCoreApplication.translate("Paper", "page {page} of {pages}")
            page = told.format(page=number + 1, pages=len(pages)) if len(pages) > 1 else ""
            paint_page(painter, order, plots, wide, high, page, step)
    finally:
        painter.end()


def write_rows(order: PaperOrder, path: Path, form: str, progress: Progress) -> int:
    """All series of the plots as rows of a table (`form`: csv or parquet), as they are shown: samples, or bins where

    any of it comes in bins. Gives how many rows. Raises TableError, and what `progress` raises.
    """
    listed = [each for plot in order.plots for each in plot.series]
    widths = [int(each.rows.width.max()) for each in listed if len(each.rows)]
    width = max(widths, default=0)
    heading = Heading(
        since=round(order.since),
        until=round(order.until),
        made=order.now,
        zone=order.zone,
        width_ms=width,
        city=order.city,
        station=order.station,
        program=f"opscenter {__version__}",
    )
    written = write_table(
        path, form, heading, _parts(order, listed, width > 0), progress=lambda share, _rows: progress(share)
    )
    return written.rows


def _parts(order: PaperOrder, listed: list[PaperSeries], binned: bool) -> Iterator[Part]:
    for number, each in enumerate(listed):
        rows = each.rows.between(order.since, order.until + 1)
        series = Series(each.entity, each.attribute, each.name, each.kind, each.unit)
        done = (number + 1) / len(listed)
        yield _bins(series, rows, done) if binned else _samples(series, each, rows, done)


def _samples(series: Series, each: PaperSeries, rows: Stretch, done: float) -> SamplePart:
    if not each.texts:
        return SamplePart(series, rows.time, rows.mean, rows.quality, None, done)
    codes = [int(code) if code == code else -1 for code in rows.mean.tolist()]
    words: list[str | None] = [each.texts[code] if 0 <= code < len(each.texts) else None for code in codes]
    return SamplePart(series, rows.time, np.full(len(rows), np.nan), rows.quality, words, done)


def _bins(series: Series, rows: Stretch, done: float) -> BinPart:
    unknown = np.full(len(rows), np.nan)
    alone = rows.width == 0
    one = np.where(alone, rows.mean, unknown)
    count = np.asarray(rows.count, np.int64)
    return BinPart(series, rows.time, count, rows.low, rows.high, rows.mean, one, one, rows.quality, done)
