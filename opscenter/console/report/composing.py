"""Makes the document of a report out of its facts and maps: which parts, in which order."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.plain import one_line
from opscenter.console.report.alarm_sections import alarm_sections
from opscenter.console.report.document import Document, Facts, Heading, Picture
from opscenter.console.report.figure_sections import course_sections, figure_sections
from opscenter.console.report.handover import handover
from opscenter.console.report.log_sections import people_sections, timeline_sections
from opscenter.console.report.performance import performance_sections
from opscenter.console.report.situation_sections import situation_sections
from opscenter.console.report.summary import summary, trouble_paragraphs
from opscenter.console.report.telling import Telling
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.report import ReportFacts, ReportKind
from opscenter.domain.texts import in_language


def compose(facts: ReportFacts, catalogue: Catalogue, maps: Sequence[Picture] = ()) -> Document:
    """The whole report, in the language of the translators in force."""
    translate = QCoreApplication.translate
    telling = Telling(facts, catalogue)
    title = title_of(telling)
    span = telling.clock.whole()
    made = f"{format_date_time(facts.made, facts.zone, seconds=False)} {format_offset(facts.made, facts.zone)}"
    by = one_line(facts.order.by, 80)
    document = Document(
        title=title,
        subtitle=span,
        running=f"{title} · {span}",
        foot=translate("Report", "Made {time} with opscenter").format(time=made),
        language=facts.order.language,
        page_text=translate("Report", "Page {page} of {count}"),
    )
    rows = [(translate("Report", "City"), one_line(facts.city, 80))] if facts.city else []
    if facts.area_name:
        rows.append((translate("Report", "Area"), one_line(facts.area_name, 80)))
    rows.append((translate("Report", "Span"), span))
    rows.append(
        (
            translate("Report", "Made"),
            translate("Report", "{time} for {name}").format(time=made, name=by) if by else made,
        )
    )
    document.add(Facts(tuple(rows)), *trouble_paragraphs(telling))
    if facts.until <= facts.since:
        return document
    document.add(*summary(telling))
    incident = facts.order.kind is ReportKind.INCIDENT
    if facts.order.kind is ReportKind.SHIFT:
        document.add(*handover(telling))
    if incident:
        document.add(*situation_sections(telling))
    if maps:
        document.add(Heading(translate("Report", "The city on the map")), *maps)
    if incident:
        document.add(*course_sections(telling), *timeline_sections(telling), *alarm_sections(telling))
        document.add(*people_sections(telling), *handover(telling), *figure_sections(telling))
        return document
    document.add(*alarm_sections(telling), *situation_sections(telling), *course_sections(telling))
    document.add(*figure_sections(telling), *people_sections(telling))
    if facts.order.kind is ReportKind.DAY:
        document.add(*handover(telling))
    document.add(*performance_sections(telling))
    return document


def title_of(telling: Telling) -> str:
    """The title that was asked for, else what kind of report it is and of what."""
    translate = QCoreApplication.translate
    facts, order = telling.facts, telling.facts.order
    if order.title.strip():
        return one_line(order.title, 120)
    city = one_line(facts.area_name or facts.city, 60)
    if order.kind is ReportKind.INCIDENT:
        if order.situation and facts.situations:
            cause = one_line(in_language(facts.situations[0].first.text, telling.language), 90)
            return translate("Report", "Incident: {text}").format(text=cause)
        name = translate("Report", "Incident report")
    else:
        name = {
            ReportKind.SHIFT: translate("Report", "Shift report"),
            ReportKind.DAY: translate("Report", "Report of the day"),
        }[order.kind]
    return translate("Report", "{name}, {city}").format(name=name, city=city) if city else name
