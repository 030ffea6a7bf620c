"""The alarms of a span in tables: unanswered and gravest first, then all, then the most frequent."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.wording import priority_name, state_name
from opscenter.console.format import NOTHING, format_age
from opscenter.console.plain import one_line
from opscenter.console.report.clock import length_text
from opscenter.console.report.document import Block, Cell, Heading, Mark, Paragraph, Table
from opscenter.console.report.telling import Telling, joined, quoted
from opscenter.domain.episodes import TOP, Episode, most_frequent, worst_first

MOST_ROWS = 400
"""So many alarms at most are listed one by one."""


def alarm_sections(telling: Telling) -> list[Block]:
    """The ten gravest with every unanswered one, the others, the ten most frequent."""
    translate = QCoreApplication.translate
    episodes = [one for one in telling.facts.episodes if one.announced or one.earlier or one.stands]
    blocks: list[Block] = [Heading(translate("Report", "Alarms"))]
    if not episodes:
        return [*blocks, Paragraph(translate("Report", "No alarm stood or was raised."))]
    ranked = worst_first(episodes, telling.facts.until)
    waiting = sum(1 for one in ranked if one.unanswered)
    first = ranked[: max(TOP, waiting)][:MOST_ROWS]
    others = sorted(ranked[len(first) :][: MOST_ROWS - len(first)], key=lambda one: one.raised)
    blocks.append(Heading(translate("Report", "Unanswered, then the gravest"), 2))
    blocks.append(_table(telling, first))
    if others:
        blocks += [Heading(translate("Report", "The others, as they came"), 2), _table(telling, others)]
    left = len(ranked) - len(first) - len(others)
    if left > 0:
        told = translate("Report", "%n more alarm(s), less grave than these, are in the journal.", "", left)
        blocks.append(Paragraph(told, "note"))
    aside = len(telling.facts.episodes) - len(episodes)
    if aside:
        told = translate("Report", "%n alarm(s) that stayed laid aside are not listed.", "", aside)
        blocks.append(Paragraph(told, "note"))
    return blocks + _frequent(telling)


def _table(telling: Telling, episodes: Sequence[Episode]) -> Table:
    translate = QCoreApplication.translate
    return Table(
        heads=(
            *(translate("Report", "Priority"), translate("Report", "Raised"), translate("Report", "Alarm")),
            *(translate("Report", "Acknowledged"), translate("Report", "Response"), translate("Report", "Lasted")),
        ),
        rows=tuple(_row(telling, one) for one in episodes),
        weights=(1.25, 1.05, 3.8, 1.85, 2.4, 1.6),
        right=frozenset({5}),
    )


def _row(telling: Telling, one: Episode) -> tuple[Cell, ...]:
    until = telling.facts.until
    lasted = format_age(one.lasted_ms(until))
    if not one.cleared and not one.over:
        lasted = QCoreApplication.translate("Report", "{time}, stands").format(time=lasted)
    return (
        Mark(one.priority, priority_name(one.priority), answered=bool(one.acked_at)),
        telling.clock.short(one.raised),
        joined([telling.alarm(one), quoted(one_line(one.comment, 160))]),
        acknowledged_text(telling, one),
        response_text(one, until),
        lasted,
    )


def acknowledged_text(telling: Telling, one: Episode) -> str:
    """When and by whom, else how it stands."""
    translate = QCoreApplication.translate
    if one.acked_at:
        by = one_line(one.acked_by, 40) or translate("Report", "nobody named")
        return translate("Report", "{time}, {by}").format(time=telling.clock.short(one.acked_at), by=by)
    if one.unanswered:
        return translate("Report", "not yet")
    if one.state.is_laid_aside:
        return state_name(one.state)
    return translate("Report", "over by itself")


def response_text(one: Episode, until: int) -> str:
    """How long the answer took against the time there was."""
    translate = QCoreApplication.translate
    took = one.response_ms
    if took is None:
        if not one.unanswered:
            return NOTHING
        took = until - one.raised
        if one.late(until):
            told = translate("Report", "waits {time}, too long: {allowed} allowed")
        elif one.respond_s:
            told = translate("Report", "waits {time} of {allowed}")
        else:
            return translate("Report", "waits {time}").format(time=format_age(took))
        return told.format(time=format_age(took), allowed=length_text(one.respond_s * 1000))
    if not one.respond_s:
        return format_age(took)
    told = (
        translate("Report", "{time}, late: {allowed} allowed")
        if one.late(until)
        else translate("Report", "{time} of {allowed}")
    )
    return told.format(time=format_age(took), allowed=length_text(one.respond_s * 1000))


def _frequent(telling: Telling) -> list[Block]:
    translate = QCoreApplication.translate
    ranked = [one for one in most_frequent(telling.facts.episodes) if one[2] > 1]
    if not ranked:
        return []
    text_of = {(one.rule, one.entity): telling.alarm(one) for one in telling.facts.episodes}
    rows: list[tuple[Cell, ...]] = [
        (Mark(priority, priority_name(priority)), str(count), text_of.get((rule, entity), rule), one_line(rule, 60))
        for rule, entity, count, priority in ranked
    ]
    heads = (
        *(translate("Report", "Priority"), translate("Report", "Times")),
        *(translate("Report", "Alarm, as it was last"), translate("Report", "Rule")),
    )
    return [
        Heading(translate("Report", "Raised most often"), 2),
        Table(heads, tuple(rows), (1.15, 0.9, 5.8, 3.0), frozenset({1})),
    ]
