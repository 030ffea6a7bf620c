"""The report of the alarm system's figures, as a PDF: figures, busiest sources, priorities, desks, windows."""

import os
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import format_date_time, format_offset
from opscenter.console.measures.wording import (
    away_note,
    figure_name,
    sources_note,
    target_text,
    too_short,
    value_text,
    verdict_text,
)
from opscenter.console.theme.fonts import font
from opscenter.console.whole_pdf import check_whole_pdf
from opscenter.domain.alarm import Priority
from opscenter.domain.measures import Measures
from opscenter.wire.measures_facts import measures_from_fact

_POINT_PX = 96 / 72
_STYLE = (
    "h1 { font-size: 18px; } h2 { font-size: 14px; } table { border-collapse: collapse; } "
    "th { text-align: left; color: #5A6773; } td, th { padding: 2px 10px 2px 0; } "
)


def report_html(measures: Measures, windows: Sequence[Measures], zone: str, city: str) -> str:
    """The report as HTML that QTextDocument understands. Everything from outside is escaped."""
    translate = QCoreApplication.translate
    title = translate("Measures", "How well the alarm system works")
    span = translate("Measures", "{since} to {until} ({zone}, UTC{offset})").format(
        since=format_date_time(measures.since, zone, seconds=False),
        until=format_date_time(measures.until, zone, seconds=False),
        zone=zone,
        offset=format_offset(measures.until, zone),
    )
    parts = [f"<h1>{escape(city + ': ' if city else '')}{escape(title)}</h1><p>{escape(span)}</p>"]
    if too_short(measures):
        parts.append(f"<p><b>{escape(too_short(measures))}</b></p>")
    if away_note(measures):
        parts.append(f"<p>{escape(away_note(measures))}</p>")
    parts.append(
        _table(
            (
                *(translate("Measures", "Figure"), translate("Measures", "Value"), translate("Measures", "Target")),
                *(translate("Measures", "Verdict"), translate("Measures", "Alarms")),
            ),
            [
                (
                    *(figure_name(one.id), value_text(one.value, one.unit), target_text(one.target, one.unit)),
                    *(verdict_text(one), str(one.behind_count)),
                )
                for one in measures.figures
            ],
        )
    )
    total = sum(measures.priorities.values()) or 1
    parts += _section(
        translate("Measures", "Priorities"),
        (translate("Measures", "Priority"), translate("Measures", "Alarms"), translate("Measures", "Share")),
        [
            (priority_name(p), str(measures.priorities[p]), value_text(measures.priorities[p] / total, "share"))
            for p in Priority
            if p in measures.priorities
        ],
    )
    parts += _section(
        translate("Measures", "The ten most frequent"),
        (
            *(translate("Measures", "Share"), translate("Measures", "Alarms")),
            *(translate("Measures", "Rule"), translate("Measures", "Entity")),
        ),
        [(value_text(one.share, "share"), str(one.count), one.rule, one.entity) for one in measures.sources],
    )
    parts += _section(
        translate("Measures", "Desks"),
        (
            *(translate("Measures", "Desk"), translate("Measures", "Acknowledged")),
            *(translate("Measures", "Median"), translate("Measures", "Nine of ten")),
        ),
        [
            (one.desk, str(one.acknowledged), value_text(one.median_ms, "ms"), value_text(one.p90_ms, "ms"))
            for one in measures.desks
        ],
    )
    if windows:
        shown = ("rate", "peak", "flood-share", "standing", "stale", "chattering", "acknowledge-median")
        heads = (translate("Measures", "From"), *(figure_name(name) for name in shown))
        rows = []
        for window in windows:
            figures = [window.figure(name) for name in shown]
            since = format_date_time(window.since, zone, seconds=False)
            rows.append((since, *(value_text(one.value, one.unit) for one in figures)))
        parts += _section(translate("Measures", "By window"), heads, rows)
    parts.append(f"<p>{escape(sources_note())}</p>")
    return "".join(parts)


def _section(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"<h2>{escape(title)}</h2>", _table(heads, rows)] if rows else []


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(text[:200])}</td>' for text in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def write_pdf(html: str, out: Path, language: str = "en") -> None:
    """Write a report, A4, whole or not at all; in any thread. OSError when it cannot be written."""
    partial = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with partial.open("wb"):  # QPdfWriter would be silent about a folder that is not there
            pass
        writer = QPdfWriter(str(partial))
        writer.setResolution(96)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(16, 16, 16, 16), QPageLayout.Unit.Millimeter)
        document = QTextDocument()
        document.setDefaultFont(font("small", language=language))
        document.setDefaultStyleSheet(_STYLE)
        document.setHtml(html)
        document.print_(writer)
        del writer
        check_whole_pdf(partial)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def write_pdf_without_a_window(answer: dict[str, Any], out: Path, *, zone: str, city: str, language: str) -> None:
    """The report of an answer to `measures`, for commands. OSError when it cannot be written."""
    from opscenter.console.map.basemap.screenless import begin
    from opscenter.console.shell.languages import Translators

    begin()
    Translators().use(language)
    windows = [measures_from_fact(one) for one in answer["windows"]]
    write_pdf(report_html(measures_from_fact(answer["measures"]), windows, zone, city), out, language)
