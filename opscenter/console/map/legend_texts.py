"""What the legend has to say, and in which words."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from opscenter.domain.alarm import Priority
from opscenter.domain.quality import Quality


@dataclass(slots=True, frozen=True)
class LegendKind:
    """A kind that is drawn as a symbol."""

    symbol: str
    name: str


@dataclass(slots=True, frozen=True)
class LegendRamp:
    """A kind that is drawn as coloured lines or areas: what the ends of the ramp mean."""

    name: str
    low: str
    high: str


@dataclass(slots=True, frozen=True)
class LegendContent:
    """What is on the map now. `marks` are names of MARKS with a symbol that has one; `symbol_lines` and `outlines`
    names of kinds drawn as plain lines and outlines; `lines` of "closed", "lost", "off", "apart", "flow"; `ring` of
    the parts of clusters' rings; `figure` the figure areas are coloured by; `more` how much else
    is drawn; `on_paper` where nothing can be pointed at."""

    kinds: tuple[LegendKind, ...] = ()
    ramps: tuple[LegendRamp, ...] = ()
    clusters: bool = False
    priorities: tuple[int, ...] = ()
    acknowledged: bool = False
    returned: bool = False
    qualities: tuple[int, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    symbol_lines: tuple[str, ...] = ()
    outlines: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    ring: tuple[str, ...] = ()
    figure: LegendRamp | None = None
    warnings: bool = False
    dots: bool = False
    several: bool = False
    more: int = 0
    on_paper: bool = False


def _priorities() -> dict[Priority, str]:
    return {
        Priority.CRITICAL: QCoreApplication.translate("Legend", "Critical alarm"),
        Priority.HIGH: QCoreApplication.translate("Legend", "High alarm"),
        Priority.MEDIUM: QCoreApplication.translate("Legend", "Medium alarm"),
        Priority.LOW: QCoreApplication.translate("Legend", "Low alarm"),
    }


def _qualities() -> dict[Quality, str]:
    return {
        Quality.SUSPECT: QCoreApplication.translate("Legend", "Suspect value"),
        Quality.STALE: QCoreApplication.translate("Legend", "No news: stale"),
        Quality.BAD: QCoreApplication.translate("Legend", "Bad value"),
    }


def _marks() -> dict[str, str]:
    return {
        "done": QCoreApplication.translate("Legend", "Tick: over"),
        "off": QCoreApplication.translate("Legend", "Faint: off, at rest"),
        "on": QCoreApplication.translate("Legend", "Ring: on, at work"),
        "watch": QCoreApplication.translate("Legend", "Thick ring: raised, worth a look"),
        "full": QCoreApplication.translate("Legend", "Filled: full"),
        "active": QCoreApplication.translate("Legend", "Two rings: under way"),
        "closed": QCoreApplication.translate("Legend", "Bar: closed"),
        "lost": QCoreApplication.translate("Legend", "Slash: without supply"),
        "fault": QCoreApplication.translate("Legend", "Cross: faulty"),
    }


def _lines() -> dict[str, str]:
    return {
        "closed": QCoreApplication.translate("Legend", "Closed to traffic"),
        "lost": QCoreApplication.translate("Legend", "Tripped, dead or faulty"),
        "off": QCoreApplication.translate("Legend", "Switched off"),
        "silent": QCoreApplication.translate("Legend", "Dotted: no news"),
        "apart": QCoreApplication.translate("Legend", "Side by side: a road's two directions"),
        "flow": QCoreApplication.translate("Legend", "Flow: which way; wider is more"),
        "lostarea": QCoreApplication.translate("Legend", "Area without supply"),
    }


def _ring() -> dict[str, str]:
    return {
        "alarm": QCoreApplication.translate("Legend", "Arc: share in alarm"),
        "unusual": QCoreApplication.translate("Legend", "Arc: share not as usual"),
        "silent": QCoreApplication.translate("Legend", "Dotted arc: share without news"),
    }


def legend_lines(content: LegendContent) -> list[tuple[str, str]]:
    """(what kind of row, its text), most important first."""
    priorities, qualities, marks, lines, ring = _priorities(), _qualities(), _marks(), _lines(), _ring()
    rows = [(f"alarm {priority}", priorities[Priority(priority)]) for priority in content.priorities]
    if content.acknowledged:
        rows.append(("acknowledged", QCoreApplication.translate("Legend", "Outline: acknowledged")))
    if content.returned:
        rows.append(("returned", QCoreApplication.translate("Legend", "Small: returned, not acknowledged")))
    if content.several:
        rows.append(("several", QCoreApplication.translate("Legend", "Number beside: how many alarms")))
    if content.warnings:
        rows.append(("warning", QCoreApplication.translate("Legend", "Warning in force")))
    if content.figure is not None:
        rows.append(("figure", f"{content.figure.name}  {content.figure.low} – {content.figure.high}"))
    rows += [("ramp", f"{ramp.name}  {ramp.low} – {ramp.high}") for ramp in content.ramps]
    rows += [(f"line {how}", lines[how]) for how in content.lines]
    if content.clusters:
        rows.append(("cluster", QCoreApplication.translate("Legend", "Several in one place")))
    rows += [(f"ring {part}", ring[part]) for part in content.ring]
    rows += [(f"mark {mark} {symbol}", marks[mark]) for mark, symbol in content.marks]
    rows += [(f"symbol {kind.symbol}", kind.name) for kind in content.kinds]
    rows += [("plainline", name) for name in content.symbol_lines]
    rows += [("outline", name) for name in content.outlines]
    if content.dots:
        rows.append(("dot", QCoreApplication.translate("Legend", "Dot: zoom in to see what it is")))
    rows += [(f"quality {quality}", qualities[Quality(quality)]) for quality in content.qualities]
    if content.more:
        more = (
            QCoreApplication.translate("Legend", "and %n more", "", content.more)
            if content.on_paper
            else QCoreApplication.translate("Legend", "and %n more; point at it to see", "", content.more)
        )
        rows.append(("", more))
    return rows or [("", QCoreApplication.translate("Legend", "Nothing is drawn here."))]
