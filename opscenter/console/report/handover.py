"""What the next shift takes over: what is open, laid aside and until when, and what to keep an eye on."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.wording import state_name
from opscenter.console.format import format_age
from opscenter.console.plain import one_line
from opscenter.console.report.document import Block, Bullets, Cell, Heading, Mark, Paragraph, Table
from opscenter.console.report.telling import Telling
from opscenter.domain.alarm import Alarm, Aside, AsideKind
from opscenter.domain.episodes import Episode, most_frequent, worst_first
from opscenter.domain.report import DAY_MS
from opscenter.domain.situation import Situation
from opscenter.domain.texts import in_language

SHIFT_MS = 8 * 3_600_000
"""A shelf that ends within so long ends in the next shift."""
_LONG_MS = DAY_MS
_MOST = 60
_MOST_OPEN = 20
"""The table of alarms has them all, unanswered first."""


def handover(telling: Telling) -> list[Block]:
    """Heading, open situations and alarms, what is laid aside, what to watch."""
    translate = QCoreApplication.translate
    blocks: list[Block] = [Heading(translate("Report", "For the next shift"))]
    when = translate("Report", "As it stood at {time}.").format(time=telling.clock.short(telling.facts.until))
    blocks.append(Paragraph(when, "note"))
    blocks += _open_situations(telling) + _open_alarms(telling) + _laid_aside(telling) + _to_watch(telling)
    return blocks


def open_situations(telling: Telling) -> list[Situation]:
    """Those that were not over at the end."""
    return [one for one in telling.facts.situations if not one.closed]


def _open_situations(telling: Telling) -> list[Block]:
    translate = QCoreApplication.translate
    found = open_situations(telling)
    if not found:
        return []
    rows: list[tuple[Cell, ...]] = []
    for one in found[:_MOST]:
        done = sum(1 for tick in one.ticks.values() if tick.done)
        rows.append(
            (
                Mark(one.priority, one_line(in_language(one.first.text, telling.language), 200)),
                telling.clock.short(one.opened),
                str(len(one.members)),
                one_line(one.owner, 40) or translate("Report", "no owner"),
                str(done),
                one_line(one.notes[-1].text, 160) if one.notes else "",
            )
        )
    heads = (
        *(translate("Report", "Probable first cause"), translate("Report", "Since"), translate("Report", "Alarms")),
        *(translate("Report", "Owner"), translate("Report", "Steps done"), translate("Report", "Last note")),
    )
    table = Table(heads, tuple(rows), (4.6, 1.3, 0.9, 1.5, 0.9, 2.4), frozenset({2, 4}))
    return [Heading(translate("Report", "Situations still open"), 2), table]


def _open_alarms(telling: Telling) -> list[Block]:
    translate = QCoreApplication.translate
    until = telling.facts.until
    found = worst_first([one for one in telling.facts.episodes if one.stands], until)
    title = Heading(translate("Report", "Alarms in the list"), 2)
    if not found:
        return [title, Paragraph(translate("Report", "The list is empty."))]
    rows = [_standing_row(telling, one) for one in found[:_MOST_OPEN]]
    heads = (
        *(translate("Report", "Alarm"), translate("Report", "Since"), translate("Report", "Standing for")),
        *(translate("Report", "State"), translate("Report", "Acknowledged by")),
    )
    blocks: list[Block] = [title, Table(heads, tuple(rows), (5.3, 1.3, 1.55, 2.0, 1.75), frozenset({2}))]
    if len(found) > _MOST_OPEN:
        left = len(found) - _MOST_OPEN
        more = translate("Report", "%n more, less grave; the table of alarms in this report has them all.", "", left)
        blocks.append(Paragraph(more, "note"))
    return blocks


def _standing_row(telling: Telling, one: Episode) -> tuple[Cell, ...]:
    return (
        Mark(one.priority, telling.alarm(one), answered=not one.unanswered),
        telling.clock.short(one.raised),
        format_age(telling.facts.until - one.raised),
        state_name(one.state),
        one_line(one.acked_by, 40),
    )


def _laid_aside(telling: Telling) -> list[Block]:
    translate = QCoreApplication.translate
    found = [
        (alarm, alarm.asides[0]) for alarm in telling.facts.standing_after if alarm.state.is_laid_aside and alarm.asides
    ]
    blocks: list[Block] = []
    titles = {
        AsideKind.SHELVED: translate("Report", "Shelved"),
        AsideKind.SUPPRESSED: translate("Report", "Suppressed"),
        AsideKind.OUT_OF_SERVICE: translate("Report", "Out of service"),
    }
    for kind, title in titles.items():
        mine = sorted(
            (one for one in found if one[1].kind is kind), key=lambda one: (one[1].until or 2**62, one[0].priority)
        )
        if not mine:
            continue
        rows = [_aside_row(telling, alarm, aside) for alarm, aside in mine[:_MOST]]
        heads = (
            *(translate("Report", "Alarm"), translate("Report", "Reason"), translate("Report", "By")),
            *(translate("Report", "Since"), translate("Report", "Time left")),
        )
        blocks += [Heading(title, 2), Table(heads, tuple(rows), (4.6, 3.2, 1.5, 1.3, 1.8))]
        if len(mine) > _MOST:
            more = translate("Report", "%n more in the ledger of the console.", "", len(mine) - _MOST)
            blocks.append(Paragraph(more, "note"))
    return blocks


def _aside_row(telling: Telling, alarm: Alarm, aside: Aside) -> tuple[Cell, ...]:
    translate = QCoreApplication.translate
    reason = one_line(aside.reason, 160)
    if aside.rule:
        reason = translate("Report", "while {rule} stands").format(rule=one_line(aside.rule, 60))
    left = translate("Report", "until it is ended")
    if aside.until:
        left = translate("Report", "{left}, to {time}").format(
            left=format_age(aside.until - telling.facts.until), time=telling.clock.short(aside.until, seconds=False)
        )
    elif aside.rule:
        left = translate("Report", "as long as that")
    if aside.one_shot:
        left = translate("Report", "until it clears")
    return (
        Mark(alarm.priority, telling.alarm(alarm), answered=True), reason or translate("Report", "none given"),
        one_line(aside.by, 40), telling.clock.short(aside.at), left,
    )  # fmt: skip


def _to_watch(telling: Telling) -> list[Block]:
    translate = QCoreApplication.translate
    items = tuple(_watched(telling))
    title = Heading(translate("Report", "Keep an eye on"), 2)
    if not items:
        return [title, Paragraph(translate("Report", "Nothing in particular."))]
    return [title, Bullets(items)]


def _watched(telling: Telling) -> Iterator[Cell]:
    translate = QCoreApplication.translate
    until = telling.facts.until
    for one in open_situations(telling)[:10]:
        if not one.owner:
            told = translate("Report", "Nobody sees to this situation: {text}.")
            text = one_line(in_language(one.first.text, telling.language), 160).rstrip(".")
            yield Mark(one.priority, told.format(text=text))
    for alarm in telling.facts.standing_after:
        for aside in alarm.asides[:1]:
            if aside.kind is AsideKind.SHELVED and until < aside.until <= until + SHIFT_MS and alarm.condition_stands:
                told = translate("Report", "A shelf ends at {time} and its condition still stands: {alarm}.")
                time = telling.clock.short(aside.until, seconds=False)
                yield Mark(alarm.priority, told.format(time=time, alarm=telling.alarm(alarm).rstrip(".")), True)
    for rule, entity, count, priority in most_frequent(telling.facts.episodes)[:5]:
        if count >= 3:
            last = [one for one in telling.facts.episodes if (one.rule, one.entity) == (rule, entity)][-1]
            told = translate("Report", "Raised %n times: {alarm}.", "", count)
            yield Mark(priority, told.format(alarm=telling.alarm(last).rstrip(".")))
    long = [one for one in telling.facts.episodes if one.stands and until - one.raised > _LONG_MS]
    if long:
        oldest = min(long, key=lambda one: one.raised)
        told = translate(
            "Report", "%n alarm(s) stand for more than a day, the oldest since {time}: {alarm}.", "", len(long)
        )
        time = telling.clock.short(oldest.raised, seconds=False)
        yield Mark(oldest.priority, told.format(time=time, alarm=telling.alarm(oldest).rstrip(".")))
    if telling.facts.floods and telling.facts.floods[-1][1] >= until:
        yield translate("Report", "The flood of alarms is not over.")
