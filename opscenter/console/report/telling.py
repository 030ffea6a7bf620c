"""What all parts of a report use: its facts, its clock, the catalogue's words for its numbers."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import NOTHING, format_number, format_value, state_text
from opscenter.console.plain import one_line
from opscenter.console.report.clock import Clock
from opscenter.domain.alarm import Alarm, Priority
from opscenter.domain.alarm_figures import TIMES
from opscenter.domain.catalogue import Attribute, Catalogue
from opscenter.domain.episodes import Episode
from opscenter.domain.report import ReportFacts
from opscenter.domain.texts import in_language


class Telling:
    """The facts of one report and how they are said, in its language and zone."""

    def __init__(self, facts: ReportFacts, catalogue: Catalogue) -> None:
        self.facts = facts
        self.catalogue = catalogue
        self.language = facts.order.language
        self.clock = Clock(facts.since, facts.until, facts.zone)

    def name(self, entity: str, limit: int = 80) -> str:
        """What an entity is called."""
        return one_line(self.facts.name(entity), limit)

    def attribute(self, entity: str, attribute: str) -> Attribute | None:
        """The catalogue's description of a number of an entity."""
        kind = self.catalogue.kinds.get(self.facts.types.get(entity, ""))
        return kind.attributes.get(attribute) if kind is not None else None

    def label(self, entity: str, attribute: str) -> str:
        """What a number is called, else its name on the bus."""
        known = self.attribute(entity, attribute)
        return in_language(known.label, self.language) if known is not None else one_line(attribute, 60)

    def alarm(self, one: Episode | Alarm) -> str:
        """The text of an alarm."""
        return one_line(in_language(one.text, self.language) or headed(self.name(one.entity), one.rule), 200)

    def system(self, system: str) -> str:
        """What a system is called."""
        known = self.catalogue.systems.get(system)
        return in_language(known.name, self.language) if known is not None else one_line(system, 60)

    def value(self, value: float | str | None, entity: str, attribute: str, unit: str = "") -> str:
        """A value with its unit, "" for none."""
        known = self.attribute(entity, attribute)
        if value is None:
            return ""
        if isinstance(value, str):
            return one_line(state_text(value, known, self.language), 60)
        if unit == TIMES:
            return f"{format_number(value, 0)} {TIMES}"
        number, own = format_value(value, known)
        return f"{number} {one_line(unit or own, 16)}".strip() if number != NOTHING else ""

    def priorities(self, counts: dict[Priority, int]) -> str:
        """Such as "2 critical, 6 high"; "" without any."""
        parts = [f"{counts[one]} {priority_name(one)}" for one in Priority if counts.get(one)]
        return QCoreApplication.translate("Report", ", ", "between items of a list").join(parts)


def joined(parts: list[str]) -> str:
    """Sentences one after the other, as the language joins them."""
    both = QCoreApplication.translate("Report", "{first} {second}", "one sentence after the other")
    said = ""
    for part in filter(None, parts):
        said = both.format(first=said, second=part) if said else part
    return said


def headed(head: str, text: str) -> str:
    """What a text is of, and the text: "Weather: wind"."""
    return QCoreApplication.translate("Report", "{head}: {text}").format(head=head, text=text)


def quoted(text: str) -> str:
    """What somebody said, in the marks of the language; "" for nothing."""
    return QCoreApplication.translate("Report", "“{text}”").format(text=text) if text else ""
