"""Situations of a span: what began each, what came of it and when, who saw to it."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_age
from opscenter.console.plain import one_line
from opscenter.console.report.document import Block, Cell, Heading, Mark, Paragraph, Table
from opscenter.console.report.telling import Telling, joined
from opscenter.domain.situation import Situation
from opscenter.domain.texts import in_language

MOST = 12
MOST_MEMBERS = 25


def situation_sections(telling: Telling, most: int = MOST) -> list[Block]:
    """Each with a sentence and its timeline, gravest first."""
    translate = QCoreApplication.translate
    found = telling.facts.situations
    if not found:
        return []
    blocks: list[Block] = [Heading(translate("Report", "Situations"))]
    for one in found[:most]:
        blocks += _situation(telling, one)
    if len(found) > most:
        more = translate(
            "Report", "%n more situation(s), less grave than these, are in the journal.", "", len(found) - most
        )
        blocks.append(Paragraph(more, "note"))
    return blocks


def _situation(telling: Telling, one: Situation) -> list[Block]:
    translate = QCoreApplication.translate
    clock = telling.clock
    since = clock.short(one.opened)
    if one.closed:
        told = translate("Report", "From {since} to {until}, {length}.").format(
            since=since, until=clock.short(one.closed), length=format_age(one.closed - one.opened)
        )
    else:
        told = translate("Report", "Since {since}, still open after {length}.").format(
            since=since, length=format_age(telling.facts.until - one.opened)
        )
    counts = {
        priority: sum(1 for m in one.members.values() if m.priority is priority)
        for priority in {m.priority for m in one.members.values()}
    }
    alarms = translate("Report", "%n alarm(s): {priorities}.", "", len(one.members))
    owner = (
        translate("Report", "Seen to by {name}.").format(name=one_line(one.owner, 60))
        if one.owner
        else translate("Report", "Nobody took it on.")
    )
    text = joined([told, alarms.format(priorities=telling.priorities(counts)), owner])
    return [
        Heading(one_line(in_language(one.first.text, telling.language), 160), 2),
        Paragraph(text),
        _timeline(telling, one),
    ]


def _timeline(telling: Telling, one: Situation) -> Table:
    translate = QCoreApplication.translate
    entries: list[tuple[int, int, tuple[Cell, ...]]] = []
    members = sorted(one.members.values(), key=lambda member: (member.since, member.occurrence))
    shown = members[:MOST_MEMBERS]
    if one.first not in shown:
        shown = [one.first, *shown[:-1]]
    for member in shown:
        about = translate("Report", "probable first cause") if member.occurrence == one.cause else ""
        causes = one.causes.get(member.occurrence, ())
        if causes and not about:
            about = (
                translate("Report", "follows from {name}").format(name=telling.name(one.members[causes[0]].entity))
                if causes[0] in one.members
                else ""
            )
        text = one_line(in_language(member.text, telling.language), 200)
        entries.append((member.since, 0, (telling.clock.short(member.since), Mark(member.priority, text), about)))
    for note in one.notes:
        told = translate("Report", "Note: {text}").format(text=one_line(note.text, 400))
        entries.append((note.at, 1, (telling.clock.short(note.at), told, one_line(note.by, 40))))
    for tick in one.ticks.values():
        told = (
            translate("Report", "Step {number} of the checklist done")
            if tick.done
            else translate("Report", "Step {number} of the checklist taken back")
        )
        entries.append(
            (tick.at, 2, (telling.clock.short(tick.at), told.format(number=tick.step + 1), one_line(tick.by, 40)))
        )
    if one.owned_at:
        told = translate("Report", "Taken on")
        entries.append((one.owned_at, 3, (telling.clock.short(one.owned_at), told, one_line(one.owner, 40))))
    rows = [row for _, _, row in sorted(entries, key=lambda entry: entry[:2])]
    left = len(members) - len(shown)
    if left > 0:
        rows.append(("", translate("Report", "and %n more alarm(s)", "", left), ""))
    heads = (translate("Report", "Time"), translate("Report", "What"), translate("Report", "How it fits, who"))
    return Table(heads, tuple(rows), (0.9, 4.8, 4.1))
