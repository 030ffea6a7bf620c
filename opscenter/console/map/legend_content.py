"""What the legend has to explain: read off what was painted in the window."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_number, unit_text
from opscenter.console.map import paint_lines
from opscenter.console.map.choropleth import Choropleth
from opscenter.console.map.in_window import InWindow
from opscenter.console.map.legend_texts import LegendContent, LegendKind, LegendRamp
from opscenter.console.map.marks import Marks
from opscenter.console.map.projection import View
from opscenter.console.map.rows import MapRows
from opscenter.domain.catalogue import MARKS, Catalogue, Kind
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language

MOST_KINDS = 6
_MOST_RAMPS = 3
_MOST = 16
_ROOMY = 8
_MOST_MARKS = 5


def legend_content(
    rows: MapRows, marks: Marks, drawn: InWindow, view: View, language: str, choropleth: Choropleth | None = None
) -> LegendContent:
    """The legend of a picture whose window is `view`."""
    left, top, right, bottom = view.bounds()
    badges = [one for one in marks.badges if left <= one.x <= right and top <= one.y <= bottom]
    inside = (marks.cluster_x >= left) & (marks.cluster_x <= right)
    inside &= (marks.cluster_y >= top) & (marks.cluster_y <= bottom)
    how = {how for _, how in drawn.lines}
    ramps = [
        _ramp(kind, language)
        for kind in _kinds(rows, {kind for kind, traced in drawn.lines if traced in _RAMPED}
                           | {kind for kind, filled in drawn.areas if filled == "ramp"}, language)
    ]  # fmt: skip
    lines = [name for name, code in _TRACED.items() if code in how]
    lines += ["apart"] * drawn.apart + ["flow"] * bool(drawn.flows)
    lines += ["lostarea"] * any(filled == "lost" for _, filled in drawn.areas)
    qualities = {quality for _, _, quality in marks.symbols}
    qualities |= {int(Quality.SUSPECT)} if paint_lines.SUSPECT in how else set()
    qualities |= {int(Quality.STALE)} if any(filled == "silent" for _, filled in drawn.areas) else set()
    named_marks = _marks(rows, marks)
    kinds: dict[str, LegendKind] = {}
    for kind in _kinds(rows, {kind for kind, _, _ in marks.symbols}, language):
        kinds.setdefault(
            kind.symbol + in_language(kind.name, language), LegendKind(kind.symbol, in_language(kind.name, language))
        )
    plain = {kind for kind, traced in drawn.lines if traced not in _RAMPED}
    plain -= {kind for kind, traced in drawn.lines if traced in _RAMPED}
    symbol_lines = [in_language(kind.name, language) for kind in _kinds(rows, plain, language)]
    outlined = {kind for kind, filled in drawn.areas if filled in ("", "alarm", "silent", "lost")}
    outlined -= {kind for kind, filled in drawn.areas if filled == "ramp"}
    outlines = [in_language(kind.name, language) for kind in _kinds(rows, outlined, language)]
    priorities = tuple(sorted({badge.priority for badge in badges}))
    # The legend may cover a part of the map, not most of it; symbols are what a hover explains anyway.
    fixed = len(priorities) + min(len(ramps), _MOST_RAMPS) + len(lines) + len(qualities) + len(marks.parts)
    fixed += bool(inside.any()) + any(not badge.standing for badge in badges)
    room = max(3, _MOST - fixed)
    marks_shown = named_marks[: min(room - 1, _MOST_MARKS)]
    lines_shown, outlines_shown = symbol_lines[: 1 if room < _ROOMY else 2], outlines[: 1 if room < _ROOMY else 2]
    left = room - len(marks_shown) - len(lines_shown) - len(outlines_shown)
    kinds_shown = list(kinds.values())[: max(0, min(left, MOST_KINDS))]
    return LegendContent(
        kinds=tuple(kinds_shown),
        ramps=tuple(ramps[:_MOST_RAMPS]),
        clusters=bool(inside.any()),
        priorities=priorities,
        acknowledged=any(not badge.waiting for badge in badges),
        returned=any(not badge.standing for badge in badges),
        qualities=tuple(sorted(qualities - {int(Quality.GOOD)})),
        marks=tuple(marks_shown),
        symbol_lines=tuple(lines_shown),
        outlines=tuple(outlines_shown),
        lines=tuple(lines),
        ring=tuple(sorted(marks.parts)),
        figure=_figure(rows, drawn, choropleth, language),
        warnings=any(filled == "warning" for _, filled in drawn.areas),
        dots=bool(marks.below),
        several=any(len(badge.rows) > 1 for badge in badges),
        more=len(kinds) - len(kinds_shown) + len(symbol_lines) - len(lines_shown) + len(outlines) - len(outlines_shown)
        + max(0, len(ramps) - _MOST_RAMPS) + len(named_marks) - len(marks_shown),
    )  # fmt: skip


_RAMPED = (paint_lines.RAMP, paint_lines.SUSPECT)
_TRACED = {
    "closed": paint_lines.CLOSED,
    "lost": paint_lines.LOST,
    "off": paint_lines.OFF,
    "silent": paint_lines.SILENT,
}


def _kinds(rows: MapRows, indices: set[int], language: str) -> list[Kind]:
    """Those kinds, the important first."""
    found = [rows.kinds[index] for index in indices if index < len(rows.kinds)]
    return sorted(found, key=lambda kind: (kind.importance, in_language(kind.name, language)))


def _marks(rows: MapRows, marks: Marks) -> list[tuple[str, str]]:
    """Marks that are drawn, loudest first, each with the symbol of the most important kind that has it."""
    best: dict[int, tuple[int, str]] = {}
    for kind, mark, _ in sorted(marks.symbols):
        if mark and kind < len(rows.kinds):
            mine = rows.kinds[kind].importance, rows.kinds[kind].symbol
            best[mark] = min(best.get(mark, mine), mine)
    return [(MARKS[mark - 1], best[mark][1]) for mark in sorted(best, reverse=True)]


def _ramp(kind: Kind, language: str) -> LegendRamp:
    label, factor, unit = _attribute(kind, kind.ramp, language)
    low, high = kind.ramp_low * factor, kind.ramp_high * factor
    decimals = 1 if abs(high - low) < 10 else 0
    name = of_kind(in_language(kind.name, language), label)
    return LegendRamp(name, format_number(low, decimals), format_number(high, decimals) + unit)


def _figure(rows: MapRows, drawn: InWindow, choropleth: Choropleth | None, language: str) -> LegendRamp | None:
    if choropleth is None or choropleth.figure is None or not any(filled == "figure" for _, filled in drawn.areas):
        return None
    figure, span = choropleth.figure, choropleth.span
    name = figure_name(rows.catalogue, figure.kind, figure.attribute, figure.reduce, language)
    if span is None:
        return LegendRamp(name, QCoreApplication.translate("Legend", "nothing known"), "")
    if figure.reduce == "alarm":
        return LegendRamp(
            name,
            QCoreApplication.translate("Legend", "none"),
            QCoreApplication.translate("Legend", "critical"),
        )
    kind = rows.catalogue.kind(figure.kind) if figure.kind else None
    counted = figure.reduce == "count" or kind is None
    _, factor, unit = ("", 1.0, "") if counted or kind is None else _attribute(kind, figure.attribute, language)
    low, high = span[0] * factor, span[1] * factor
    decimals = 0 if counted or abs(high) >= 100 else 1
    return LegendRamp(name, format_number(low, decimals), format_number(high, decimals) + unit)


def of_kind(kind: str, figure: str) -> str:
    """A figure after the kind of entity that has it."""
    return QCoreApplication.translate("Legend", "{kind}: {figure}").format(kind=kind, figure=figure)


def figure_name(catalogue: Catalogue, kind: str, attribute: str, reduce: str, language: str) -> str:
    """A figure in words: its kind, attribute and how it is reduced."""
    words = {
        "mean": QCoreApplication.translate("Legend", "mean"),
        "max": QCoreApplication.translate("Legend", "largest"),
        "sum": QCoreApplication.translate("Legend", "sum"),
        "count": QCoreApplication.translate("Legend", "how many"),
        "alarm": QCoreApplication.translate("Legend", "worst alarm"),
    }
    everything = QCoreApplication.translate("Legend", "Everything")
    name = in_language(catalogue.kind(kind).name, language) if kind else everything
    if not attribute:
        return of_kind(name, words[reduce])
    label = _attribute(catalogue.kind(kind), attribute, language)[0]
    told = QCoreApplication.translate("Legend", "{figure}, {way}").format(figure=label, way=words[reduce])
    return of_kind(name, told)


def _attribute(kind: Kind, name: str, language: str) -> tuple[str, float, str]:
    """Label, shown factor and unit (a space before it) of an attribute."""
    attribute = kind.attributes.get(name)
    if attribute is None:
        return name, 1.0, ""
    unit = f" {unit_text(attribute)}" if unit_text(attribute) else ""
    return in_language(attribute.label, language), attribute.shown_factor, unit
