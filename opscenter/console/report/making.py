"""Makes a report from first question to finished file, in a process that does nothing else."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.report.clock import Clock
from opscenter.console.report.composing import compose
from opscenter.console.report.document import Paragraph, Picture
from opscenter.console.report.gathering import Asking, gather
from opscenter.console.report.html import write_html
from opscenter.console.report.pages import write_pdf
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.episodes import by_priority
from opscenter.domain.report import ReportFacts, ReportOrder

Progress = Callable[[str, float], None]
"""(phase: "asking", "maps", "writing"; share of the whole 0..1); may raise to end the work."""

_GATHERED, _DRAWN = 0.6, 0.9


@dataclass(slots=True, frozen=True)
class Made:
    """A report that was written: how many pages (0: HTML), what the sentences in it say is missing."""

    facts: ReportFacts
    pages: int
    maps: int
    troubles: tuple[str, ...]
    seconds: float


def begin(language: str) -> None:
    """Make the application that draws, and speak a language. On Linux off screen, unless somebody chose otherwise."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from opscenter.console.map.backend import choose_backend
    from opscenter.console.program import make_application
    from opscenter.console.shell.languages import Translators
    from opscenter.console.theme.fonts import font

    choose_backend()
    application = make_application()
    _kept.append(Translators())
    _kept[-1].use(language)
    application.setFont(font("normal", language=language))


_kept: list[Any] = []


def make_report(desk: Asking, catalogue: Catalogue, order: ReportOrder, progress: Progress) -> Made:
    """Gather, draw, write. Raises CannotReportError, OSError, StationUnreachableError, and whatever `progress` does."""
    begun = time.perf_counter()
    facts = gather(desk, catalogue, order, lambda _name, share: progress("asking", share * _GATHERED))
    maps: list[Picture] = []
    if order.maps and facts.until > facts.since:
        from opscenter.console.report.maps import maps_of

        clock = Clock(facts.since, facts.until, facts.zone)
        share = _DRAWN - _GATHERED
        maps = list(
            maps_of(
                desk, catalogue, facts, lambda name, at: caption_of(clock, name, at),
                lambda done: progress("maps", _GATHERED + done * share),
            )
        )  # fmt: skip
    progress("writing", _DRAWN)
    document = compose(facts, catalogue, maps)
    out = Path(order.out)
    pages = 0
    if out.suffix.lower() == ".pdf":
        pages = write_pdf(document, out, order.paper)
    else:
        write_html(document, out)
    progress("writing", 1.0)
    troubles = tuple(one.text for one in document.blocks if isinstance(one, Paragraph) and one.tone == "warning")
    return Made(facts, pages, len(maps), troubles, time.perf_counter() - begun)


def caption_of(clock: Clock, name: str, at: int) -> str:
    """What stands under a map."""
    translate = QCoreApplication.translate
    text = {
        "begin": translate("Report", "At the beginning, {time}"),
        "worst": translate("Report", "At the worst moment, {time}"),
        "end": translate("Report", "At the end, {time}"),
    }[name]
    return text.format(time=clock.short(at))


def summary_of(made: Made) -> dict[str, Any]:
    """The report in numbers, for scripts. Times Unix ms."""
    facts = made.facts
    new = [one for one in facts.episodes if not one.earlier and one.announced]
    worst = facts.worst
    return {
        "kind": facts.order.kind.value, "file": facts.order.out, "city": facts.city, "zone": facts.zone,
        "since": facts.since, "until": facts.until,
        "raised": len(new),
        "by_priority": {priority.name.lower(): count for priority, count in by_priority(new).items()},
        "standing_before": sum(1 for one in facts.standing_before if not one.state.is_laid_aside),
        "standing_after": sum(1 for one in facts.episodes if one.stands),
        "unanswered": sum(1 for one in facts.episodes if one.unanswered),
        "late": sum(1 for one in new if one.late(facts.until)),
        "worst": {"at": worst.at, "standing": list(worst.standing)} if worst is not None else None,
        "situations": len(facts.situations), "floods": len(facts.floods), "notes": len(facts.notes),
        "gaps": [list(one) for one in facts.gaps], "away": [list(one) for one in facts.away],
        "figures": sum(len(one.figures) for one in facts.systems), "plots": len(facts.courses), "maps": made.maps,
        "pages": made.pages, "troubles": list(made.troubles), "seconds": round(made.seconds, 2),
    }  # fmt: skip
