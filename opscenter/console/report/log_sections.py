"""What people did and wrote, and the minute-by-minute timeline of an incident."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from opscenter.console.event_names import event_name
from opscenter.console.plain import one_line
from opscenter.console.report.document import Block, Cell, Heading, Mark, Paragraph, Table
from opscenter.console.report.telling import Telling, headed, joined, quoted
from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.episodes import Happening
from opscenter.domain.report import Course, Note
from opscenter.domain.situation_journal import SituationEvent
from opscenter.domain.texts import in_language

NOTES = ("note", "note-corrected")
"""Entries of the journal that are told as the notes they make, as last corrected."""
_OF_SITUATIONS = (
    *(SituationEvent.OPENED, SituationEvent.OWNED, SituationEvent.NOTED, SituationEvent.CHECKED),
    *(SituationEvent.MERGED, SituationEvent.CLOSED),
)
MOST_ROWS = 300
MOST_MINUTES, MOST_IN_MINUTE, MOST_LINES = 600, 40, 2_000
"""What the timeline of an incident has at most; beyond it the lesser lines of a minute are counted."""
_COLUMNS = 3
_MINUTE_MS = 60_000


def people_sections(telling: Telling) -> list[Block]:
    """Actions and notes in order of time."""
    translate = QCoreApplication.translate
    entries: list[tuple[int, tuple[Cell, ...]]] = []
    for one in telling.facts.happenings:
        if one.by and one.event not in NOTES:
            entries.append((one.at, _action_row(telling, one)))
    entries += [(note.at, note_row(telling, note)) for note in telling.facts.notes]
    title = Heading(translate("Report", "What people did and wrote"))
    if not entries:
        return [title, Paragraph(translate("Report", "Nobody acted on an alarm or wrote anything."))]
    entries.sort(key=lambda entry: entry[0])
    rows = tuple(row for _, row in entries[-MOST_ROWS:])
    heads = (
        *(translate("Report", "Time"), translate("Report", "Who"), translate("Report", "Did")),
        *(translate("Report", "About"), translate("Report", "Said")),
    )
    blocks: list[Block] = [title, Table(heads, rows, (1.3, 1.5, 1.6, 4.2, 3.0))]
    if len(entries) > MOST_ROWS:
        told = translate("Report", "The %n before these are in the journal.", "", len(entries) - MOST_ROWS)
        blocks.append(Paragraph(told, "note"))
    return blocks


def _action_row(telling: Telling, one: Happening) -> tuple[Cell, ...]:
    who = one_line(one.by, 40)
    return telling.clock.short(one.at), who, event_name(one.event), about_text(telling, one), one_line(one.comment, 300)


def note_row(telling: Telling, note: Note) -> tuple[Cell, ...]:
    """A note in the list of what people did."""
    time = telling.clock.between(note.at, note.until) if note.until > note.at else telling.clock.short(note.at)
    about = joined(
        [
            telling.name(note.entity) if note.entity else "",
            note.attribute and telling.label(note.entity, note.attribute),
        ]
    )
    written = QCoreApplication.translate("Report", "wrote")
    return time, one_line(note.by, 40), written, about, one_line(note.text, 4_000)


def about_text(telling: Telling, one: Happening) -> str:
    """What an event is about: its text, else the name of its entity."""
    return one_line(in_language(one.text, telling.language), 200) or (telling.name(one.entity) if one.entity else "")


@dataclass(slots=True)
class _Minute:
    at: int
    lines: list[Cell]


def timeline_sections(telling: Telling) -> list[Block]:
    """Every minute in which something happened: alarms, actions, notes, and the key numbers in that minute."""
    translate = QCoreApplication.translate
    minutes: dict[int, _Minute] = {}
    priorities = {one.occurrence: one.priority for one in telling.facts.episodes}

    def put(at: int, line: Cell) -> None:
        minute = at // _MINUTE_MS * _MINUTE_MS
        minutes.setdefault(minute, _Minute(minute, [])).lines.append(line)

    for one in telling.facts.happenings:
        if one.at >= telling.facts.since and one.event not in NOTES and (one.of_alarm or one.event in _OF_SITUATIONS):
            put(one.at, _line(telling, one, priorities.get(one.occurrence)))
    for note in telling.facts.notes:
        wrote = translate("Report", "{by} wrote: {text}")
        put(note.at, wrote.format(by=one_line(note.by, 40), text=one_line(note.text, 400)))
    title = Heading(translate("Report", "Minute by minute"))
    if not minutes:
        return [title, Paragraph(translate("Report", "Nothing happened to alarms, and nobody wrote anything."))]
    courses = telling.facts.courses[:_COLUMNS]
    heads = [translate("Report", "Time"), translate("Report", "What happened")]
    heads += [headed(telling.name(one.entity, 40), telling.label(one.entity, one.attribute)) for one in courses]
    rows: list[tuple[Cell, ...]] = []
    told = 0
    kept = sorted(minutes.values(), key=lambda one: one.at)[:MOST_MINUTES]
    for minute in kept:
        numbers = [_in_minute(telling, course, minute.at) for course in courses]
        if len(rows) >= MOST_LINES:
            break
        told += 1
        for number, line in enumerate(_gravest(minute.lines)):
            time = telling.clock.short(minute.at, seconds=False) if number == 0 else ""
            rows.append((time, line, *(numbers if number == 0 else [""] * len(numbers))))
    weights = (1.0, 7.0, *(1.8 for _ in courses))
    right = frozenset(range(2, 2 + len(courses)))
    blocks: list[Block] = [title, Table(tuple(heads), tuple(rows), weights, right)]
    if len(minutes) > told:
        more = translate("Report", "%n more minute(s) with events are in the journal.", "", len(minutes) - told)
        blocks.append(Paragraph(more, "note"))
    return blocks


def _gravest(lines: list[Cell]) -> list[Cell]:
    """The lines of a minute in their order; of very many those of the gravest alarms, and how many more."""
    if len(lines) <= MOST_IN_MINUTE:
        return lines
    ranked = sorted(range(len(lines)), key=lambda at: (_grade(lines[at]), at))[:MOST_IN_MINUTE]
    left = QCoreApplication.translate("Report", "and %n more, less grave", "", len(lines) - len(ranked))
    return [*(lines[at] for at in sorted(ranked)), left]


def _grade(line: Cell) -> int:
    """How grave a line is; what people did and wrote goes before any alarm."""
    return int(line.priority) if isinstance(line, Mark) else 0


def _line(telling: Telling, one: Happening, priority: Priority | None) -> Cell:
    translate = QCoreApplication.translate
    who = translate("Report", " by {name}").format(name=one_line(one.by, 40)) if one.by else ""
    told = joined(
        [headed(f"{event_name(one.event)}{who}", about_text(telling, one)), quoted(one_line(one.comment, 200))]
    )
    told = told[:1].upper() + told[1:]
    if priority is None:
        return told
    return Mark(priority, told, answered=one.event != AlarmEvent.RAISED)


def _in_minute(telling: Telling, course: Course, at: int) -> str:
    """Lowest to highest of a number in a minute; where the plot is coarser than that, of the part it lies in."""
    step = int(np.median(np.diff(course.time))) if len(course.time) > 1 else 0
    within = (course.time >= at - max(0, step - _MINUTE_MS)) & (course.time < at + _MINUTE_MS)
    low, high = course.low[within], course.high[within]
    low, high = low[np.isfinite(low)], high[np.isfinite(high)]
    if not len(low):
        return ""
    lowest = telling.value(float(low.min()), course.entity, course.attribute)
    highest = telling.value(float(high.max()), course.entity, course.attribute)
    if lowest == highest:
        return highest
    return f"{lowest.split(' ')[0]}–{highest}"
