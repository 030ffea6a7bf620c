"""Makes the report of a session from its facts to the finished file, in a process that does nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opscenter.console.plain import one_line
from opscenter.console.report.document import Document
from opscenter.console.report.html import write_html
from opscenter.console.report.pages import write_pdf
from opscenter.console.training.report_document import DebriefDocument
from opscenter.console.training.run import Run, read_run
from opscenter.domain.catalogue import Catalogue


@dataclass(slots=True, frozen=True)
class DebriefOrder:
    """What is wanted: `fact` and `earlier` as `domain.exercise_debrief.debrief_of` makes them; `zone` "" leaves it to
    the session. `names` of entities in the language of the report."""

    fact: dict[str, Any]
    out: Path
    language: str
    made: int
    earlier: dict[str, Any] | None = None
    names: dict[str, str] | None = None
    by: str = ""
    paper: str = "A4"
    zone: str = ""


def name_by(names: dict[str, str]) -> Callable[[str], str]:
    """What an entity is called, else the last part of its id."""
    return lambda entity: one_line(names.get(entity) or entity.rsplit(":", 1)[-1], 80)


def compose_debrief(order: DebriefOrder, catalogue: Catalogue) -> Document:
    """The document, in the language of the translators in force."""
    run = read_run(order.fact)
    earlier: Run | None = read_run(order.earlier) if order.earlier is not None else None
    if order.zone:
        run.zone = order.zone
    priorities = {rule.id: rule.priority for rule in catalogue.rules()}
    name = name_by(order.names or {})
    return DebriefDocument(run, order.language, name, priorities, order.made, order.by, earlier).compose()


def make_debrief(order: DebriefOrder, catalogue: Catalogue) -> int:
    """Write it; the number of pages, 0 for HTML. OSError when it cannot be written."""
    document = compose_debrief(order, catalogue)
    if order.out.suffix.lower() == ".pdf":
        return write_pdf(document, order.out, order.paper)
    write_html(document, order.out)
    return 0
