"""The first page in sentences: what a supervisor would say of the span."""

from collections.abc import Iterator
from statistics import median

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_age
from opscenter.console.plain import one_line
from opscenter.console.report.clock import clock_changes
from opscenter.console.report.document import Block, Bullets, Cell, Heading, Mark, Paragraph
from opscenter.console.report.telling import Telling, joined
from opscenter.domain.alarm import Priority
from opscenter.domain.episodes import Episode, by_priority
from opscenter.domain.texts import in_language

_NAMED = 3


def summary(telling: Telling) -> list[Block]:
    """Heading and sentences."""
    sentences = tuple(_sentences(telling))
    return [Heading(QCoreApplication.translate("Report", "In short")), Bullets(sentences)]


def _sentences(telling: Telling) -> Iterator[Cell]:
    yield raised(telling)
    yield standing(telling)
    if worst := worst_told(telling):
        yield worst
    if answers := answers_told(telling):
        yield answers
    if floods := floods_told(telling):
        yield floods
    if situations := situations_told(telling):
        yield situations
    if people := people_told(telling):
        yield people
    yield from recording_told(telling)


def new_ones(telling: Telling) -> list[Episode]:
    """Alarms that were raised in the span and asked for attention."""
    return [one for one in telling.facts.episodes if not one.earlier and one.announced]


def raised(telling: Telling) -> str:
    """How many alarms by priority, and how many never asked for attention."""
    translate = QCoreApplication.translate
    new = new_ones(telling)
    if not new:
        told = translate("Report", "No alarm was raised.")
    else:
        told = translate("Report", "%n alarm(s) raised: {priorities}.", "", len(new))
        told = told.format(priorities=telling.priorities(by_priority(new)))
    quiet = sum(1 for one in telling.facts.episodes if not one.earlier and not one.announced)
    aside = translate("Report", "%n more stayed laid aside and asked nobody.", "", quiet) if quiet else ""
    return joined([told, aside])


def standing(telling: Telling) -> str:
    """What stood at the start and at the end."""
    translate = QCoreApplication.translate
    before = [one for one in telling.facts.standing_before if not one.state.is_laid_aside]
    after = [one for one in telling.facts.episodes if one.stands]
    waiting = [one for one in after if one.unanswered]
    told = translate("Report", "In the list at the beginning: {before}; at the end: {after}.").format(
        before=len(before), after=len(after)
    )
    if waiting:
        grave = telling.priorities(by_priority(waiting))
        wait = translate("Report", "%n of them nobody has acknowledged yet ({priorities}).", "", len(waiting))
        return joined([told, wait.format(priorities=grave)])
    return joined([told, translate("Report", "All of them are acknowledged.") if after else ""])


def worst_told(telling: Telling) -> Cell | None:
    """When the gravest alarms stood, and the gravest of them."""
    worst = telling.facts.worst
    if worst is None:
        return None
    counts = dict(zip(Priority, worst.standing, strict=True))
    there = [
        one for one in telling.facts.episodes if one.raised <= worst.at and (not one.cleared or one.cleared > worst.at)
    ]
    told = QCoreApplication.translate("Report", "It was worst at {time}, with {priorities} standing.").format(
        time=telling.clock.short(worst.at), priorities=telling.priorities(counts)
    )
    gravest = min(there, key=lambda one: (one.priority, one.raised), default=None)
    if gravest is None:
        return told
    first = QCoreApplication.translate("Report", "The gravest then: {alarm}.").format(
        alarm=telling.alarm(gravest).rstrip(".")
    )
    return Mark(gravest.priority, joined([told, first]))


def answers_told(telling: Telling) -> str:
    """How soon alarms were acknowledged."""
    translate = QCoreApplication.translate
    new = new_ones(telling)
    if not new:
        return ""
    times = [one.response_ms for one in new if one.response_ms is not None]
    late = [one for one in new if one.late(telling.facts.until)]
    if not times:
        told = translate("Report", "None of the alarms raised was acknowledged.")
    else:
        told = translate(
            "Report", "{count} of {all} acknowledged, half of them within {time}, the slowest after {most}."
        )
        told = told.format(
            count=len(times), all=len(new), time=format_age(round(median(times))), most=format_age(max(times))
        )
    slow = ""
    if late:
        slow = translate("Report", "%n exceeded the time to respond.", "", len(late))
    elif any(one.respond_s for one in new):
        slow = translate("Report", "No time to respond was exceeded.")
    return joined([told, slow])


def floods_told(telling: Telling) -> str:
    """Floods of alarms and when they were."""
    floods = telling.facts.floods
    if not floods:
        return ""
    told = QCoreApplication.translate("Report", "%n flood(s) of alarms: {times}.", "", len(floods))
    return told.format(times=_spans(telling, floods))


def situations_told(telling: Telling) -> str:
    """How many situations, and what began the gravest."""
    translate = QCoreApplication.translate
    situations = telling.facts.situations
    if not situations:
        return ""
    still = sum(1 for one in situations if not one.closed)
    told = translate("Report", "%n situation(s), {open} still open.", "", len(situations)).format(open=still)
    first = situations[0]
    text = one_line(in_language(first.first.text, telling.language), 200).rstrip(".")
    cause = translate("Report", "The gravest has %n alarm(s) and probably began with: {text}.", "", len(first.members))
    return joined([told, cause.format(text=text)])


def people_told(telling: Telling) -> str:
    """How much people did and wrote."""
    translate = QCoreApplication.translate
    people = sorted({one.by for one in telling.facts.happenings if one.by and one.of_alarm})
    acts = sum(1 for one in telling.facts.happenings if one.by and one.of_alarm)
    told = ""
    if acts:
        names = translate("Report", ", ", "between items of a list").join(one_line(name, 40) for name in people[:6])
        told = translate("Report", "%n action(s) on alarms, by {names}.", "", acts).format(names=names)
    count = len(telling.facts.notes)
    return joined([told, translate("Report", "%n note(s) written.", "", count) if count else ""])


def recording_told(telling: Telling) -> Iterator[str]:
    """What is missing of the record, and changes of the clock."""
    translate = QCoreApplication.translate
    facts = telling.facts
    if facts.known_since > facts.since:
        yield translate("Report", "Nothing is known from before {time}: the recording begins there.").format(
            time=telling.clock.short(facts.known_since)
        )
    if facts.away:
        told = translate("Report", "No station recorded for {length}: {times}. Alarms of that time are not known.")
        yield told.format(length=format_age(_length(facts.away)), times=_spans(telling, facts.away))
    lost = [span for span in facts.gaps if span not in facts.away]
    if lost:
        told = translate("Report", "Data is missing in %n gap(s), {length} together: {times}.", "", len(lost))
        yield told.format(length=format_age(_length(lost)), times=_spans(telling, lost))
    if not facts.away and not lost and 0 < facts.known_since <= facts.since:
        yield translate("Report", "Recorded without a gap.")
    for at, before, after in clock_changes(facts.since, facts.until, facts.zone):
        told = translate("Report", "Clocks changed at {time}: from UTC{before} to UTC{after}. Times name their offset.")
        yield told.format(time=telling.clock.short(at, seconds=False), before=before, after=after)


def _length(spans: list[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)


def _spans(telling: Telling, spans: list[tuple[int, int]]) -> str:
    translate = QCoreApplication.translate
    longest = sorted(sorted(spans, key=lambda one: one[0] - one[1])[:_NAMED])
    told = translate("Report", ", ", "between items of a list").join(telling.clock.between(*one) for one in longest)
    more = len(spans) - len(longest)
    return told + (translate("Report", " and %n more", "", more) if more else "")


def trouble_paragraphs(telling: Telling) -> list[Block]:
    """A sentence for each thing that could not be had."""
    translate = QCoreApplication.translate
    known = {
        "span-empty": translate(
            "Report", "The span is empty: it ends before it begins. Choose an end after its begin."
        ),
        "span-future": translate("Report", "The span has not come yet. Choose one that begins before now."),
        "span-long": translate("Report", "The span is longer than 31 days: this report is about its last 31 days."),
    }
    parts = {
        "span": translate("Report", "gaps of the recording"),
        "alarms": translate("Report", "alarms"),
        "moment": translate("Report", "what stood at the beginning or the end"),
        "measures": translate("Report", "alarm performance"),
        "notes": translate("Report", "notes"),
        "figures": translate("Report", "key figures"),
        "courses": translate("Report", "plots"),
        "situation": translate("Report", "a situation"),
        "maps": translate("Report", "maps"),
    }
    told = []
    for name, reason in dict.fromkeys(telling.facts.troubles):
        if name in known:
            told.append(known[name])
        elif name == "many-events":
            text = translate("Report", "So much happened that only the newest {count} events are told of.")
            told.append(text.format(count=reason))
        else:
            text = translate("Report", "Missing here: {part}. {reason}")
            told.append(text.format(part=parts.get(name, name), reason=one_line(reason, 300)))
    if not telling.facts.known_since and not told:
        told.append(translate("Report", "The station has recorded nothing yet: there is nothing to tell."))
    return [Paragraph(text, "warning") for text in told]
