"""Key figures of the city's systems against the span before, and the numbers that the gravest alarms were about."""

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from opscenter.console.format import NOTHING, format_number, unit_text
from opscenter.console.plain import one_line
from opscenter.console.report.document import Block, Cell, Heading, Paragraph, Picture, Plates, Table
from opscenter.console.report.plots import Plot
from opscenter.console.report.telling import Telling, headed, joined
from opscenter.domain.report import Course, FigureCourse, Ints
from opscenter.domain.texts import in_language

_PLATE, _WIDE = 0.46, 0.36


def figure_sections(telling: Telling) -> list[Block]:
    """A table of all key figures, then a small plot of each."""
    translate = QCoreApplication.translate
    systems = telling.facts.systems
    if not any(one.figures for one in systems):
        return []
    before = any(math.isfinite(figure.before) for one in systems for figure in one.figures)
    usual = any(math.isfinite(figure.usual) for one in systems for figure in one.figures)
    heads = [translate("Report", "System"), translate("Report", "Alarms"), translate("Report", "Key figure")]
    heads += [translate("Report", "At the end"), translate("Report", "Mean"), translate("Report", "Lowest to highest")]
    heads += [translate("Report", "Mean before")] if before else []
    heads += [translate("Report", "Usual at the end")] if usual else []
    rows: list[tuple[Cell, ...]] = []
    plates: list[Picture] = []
    for system in systems:
        name = in_language(system.system.name, telling.language)
        for number, figure in enumerate(system.figures):
            first = (name, str(system.raised)) if number == 0 else ("", "")
            rows.append((*first, *_figure_row(telling, figure, before, usual)))
            plates.append(_plate(telling, name, figure))
    weights = (2.0, 0.9, 3.6, 1.6, 1.3, 2.2, *((1.5,) if before else ()), *((1.5,) if usual else ()))
    table = Table(tuple(heads), tuple(rows), weights, frozenset({1, *range(3, len(heads))}))
    count = max((len(figure.time) for one in systems for figure in one.figures), default=0)
    told = [translate("Report", "As they stood at {count} moments of the span, evenly spread.").format(count=count)]
    if before:
        told.append(translate("Report", "“Before” is the span of the same length before this one (dotted)."))
    else:
        told.append(translate("Report", "Too little was recorded of the span before to compare with."))
    if usual:
        told.append(translate("Report", "“Usual” is the median of the same time on the days before."))
    return [
        Heading(translate("Report", "Key figures")), Paragraph(joined(told), "note"), table, Plates(tuple(plates), 3),
    ]  # fmt: skip


def _figure_row(telling: Telling, one: FigureCourse, before: bool, usual: bool) -> tuple[str, ...]:
    figure = one.figure
    known = one.value[np.isfinite(one.value)]
    unit = figure.unit_label
    last = float(one.value[-1]) if len(one.value) else math.nan

    def text(value: float, with_unit: bool = False) -> str:
        number = format_number(value * figure.shown_factor, figure.decimals)
        return f"{number} {unit}".strip() if with_unit and number != NOTHING else number

    row = [
        in_language(figure.label, telling.language), text(last, True), text(float(known.mean())),
        f"{text(float(known.min()))} – {text(float(known.max()))}",
    ]  # fmt: skip
    if before:
        row.append(text(one.before) + _change(float(known.mean()), one.before))
    if usual:
        row.append(text(one.usual))
    return tuple(row)


def _change(now: float, before: float) -> str:
    """How much more or less than before, in per cent; "" where that says nothing."""
    if not (math.isfinite(before) and abs(before) > 1e-9):
        return ""
    change = (now - before) / abs(before) * 100.0
    if not math.isfinite(change) or abs(change) < 0.5 or abs(change) > 999:
        return ""
    return f" ({'+' if change > 0 else '−'}{abs(change):.0f} %)"


def _begin(telling: Telling, time: Ints) -> int:
    """Where the axis of a plot begins: with the span, or with what is known of it."""
    facts = telling.facts
    known = min(facts.known_since, int(time[0])) if len(time) else facts.known_since
    return max(facts.since, min(known, facts.until - 60_000))


def _plate(telling: Telling, system: str, one: FigureCourse) -> Picture:
    figure, factor = one.figure, one.figure.shown_factor
    shown = one.value * factor
    plot = Plot(
        *(_begin(telling, one.time), telling.facts.until, telling.facts.zone, telling.language),
        *(one.time, shown, shown, shown),
        decimals=0,
        gaps=tuple(telling.facts.away),
        level=one.before * factor,
    )
    unit = f" ({figure.unit_label})" if figure.unit_label else ""
    caption = headed(system, f"{in_language(figure.label, telling.language)}{unit}")
    known = shown[np.isfinite(shown)]
    told = QCoreApplication.translate("Report", "{caption}: from {low} to {high}").format(
        caption=caption, low=format_number(float(known.min()), figure.decimals),
        high=format_number(float(known.max()), figure.decimals),
    )  # fmt: skip
    return Picture(plot.paint, _PLATE, caption, told)


def course_sections(telling: Telling) -> list[Block]:
    """Plots of the numbers that the gravest alarms were about."""
    translate = QCoreApplication.translate
    courses = telling.facts.courses
    if not courses:
        return []
    told = translate(
        "Report", "Lowest to highest (pale) and last value (line); limits dashed, alarms above, gaps hatched."
    )
    if any(one.usual is not None for one in courses):
        told = joined([told, translate("Report", "Grey: what is usual at that time of the week.")])
    plates = tuple(_course_plate(telling, one) for one in courses)
    return [
        Heading(translate("Report", "What the gravest alarms were about")),
        Paragraph(told, "note"),
        Plates(plates, 2),
    ]


def _course_plate(telling: Telling, one: Course) -> Picture:
    known = telling.attribute(one.entity, one.attribute)
    factor = known.shown_factor if known is not None else 1.0
    usual = None
    if one.usual is not None:
        usual = (one.usual[0], one.usual[1] * factor, one.usual[2] * factor)
    plot = Plot(
        *(_begin(telling, one.time), telling.facts.until, telling.facts.zone, telling.language),
        *(one.time, one.low * factor, one.high * factor, one.last * factor),
        decimals=0,
        limits=tuple(limit * factor for limit in one.limits),
        spans=one.spans,
        gaps=one.gaps,
        usual=usual,
    )
    unit = unit_text(known) if known is not None else ""
    caption = headed(telling.name(one.entity), telling.label(one.entity, one.attribute))
    caption += f" ({one_line(unit, 16)})" if unit else ""
    low, high = one.low[np.isfinite(one.low)], one.high[np.isfinite(one.high)]
    told = QCoreApplication.translate("Report", "{caption}: from {low} to {high}, %n alarm(s)", "", len(one.spans))
    decimals = known.decimals if known is not None else 2
    return Picture(
        plot.paint,
        _WIDE,
        caption,
        told.format(
            caption=caption, low=format_number(float(low.min()) * factor, decimals),
            high=format_number(float(high.max()) * factor, decimals),
        ),
    )  # fmt: skip
