"""How well the alarm system worked in the span."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.measures.wording import (
    away_note,
    figure_name,
    sources_note,
    target_text,
    too_short,
    value_text,
    verdict_text,
)
from opscenter.console.plain import one_line
from opscenter.console.report.document import Block, Heading, Paragraph, Table
from opscenter.console.report.telling import Telling


def performance_sections(telling: Telling) -> list[Block]:
    """Figures with targets and verdicts, and desks."""
    translate = QCoreApplication.translate
    measures = telling.facts.measures
    if measures is None:
        return []
    heads = (
        *(translate("Measures", "Figure"), translate("Measures", "Value"), translate("Measures", "Target")),
        *(translate("Measures", "Verdict"), translate("Measures", "Alarms")),
    )
    rows = tuple(
        (
            *(figure_name(one.id), value_text(one.value, one.unit), target_text(one.target, one.unit)),
            *(verdict_text(one), str(one.behind_count)),
        )
        for one in measures.figures
    )
    blocks: list[Block] = [Heading(translate("Report", "Alarm performance"))]
    blocks += [Paragraph(text, "note") for text in (too_short(measures), away_note(measures)) if text]
    if telling.facts.order.area or telling.facts.order.situation:
        blocks.append(
            Paragraph(translate("Report", "Of the whole city, not of the part this report is about."), "note")
        )
    blocks.append(Table(heads, rows, (4.4, 1.4, 1.8, 2.4, 1.0), frozenset({1, 4})))
    if measures.desks:
        desk_heads = (
            *(translate("Measures", "Desk"), translate("Measures", "Acknowledged")),
            *(translate("Measures", "Median"), translate("Measures", "Nine of ten")),
        )
        desks = tuple(
            (
                one_line(one.desk, 60),
                str(one.acknowledged),
                value_text(one.median_ms, "ms"),
                value_text(one.p90_ms, "ms"),
            )
            for one in measures.desks
        )
        blocks.append(Table(desk_heads, desks, (4.0, 1.5, 1.5, 1.5), frozenset({1, 2, 3})))
    blocks.append(Paragraph(sources_note(), "note"))
    return blocks
