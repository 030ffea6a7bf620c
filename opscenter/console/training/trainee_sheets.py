"""What a trainee's sheet says at each stage: the brief, what was said since, the end with the own score."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QSizePolicy

from opscenter.console.format import format_offset, format_time, format_weekday
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.training.case import Case, DraftedAlert
from opscenter.console.training.following import Following
from opscenter.console.training.score_list import ScoreList, lines_of, own_lines
from opscenter.console.training.sheet import Sheet
from opscenter.console.training.standing import Message, Stage
from opscenter.console.training.wording import clock_span, listed, points_of, points_text, said
from opscenter.domain.texts import in_language

_LONGEST_BRIEF = 8_000
_MOST_MESSAGES = 100


def message_head(session: Session, message: Message) -> str:
    """Who said it, and when: "Message from the public, 18:24"."""
    translate = QCoreApplication.translate
    time = format_time(message.at, session.zone, seconds=False)
    if message.by:
        return translate("Training", "Message of {name}, {time}").format(name=one_line(message.by, 60), time=time)
    return translate("Training", "Message from the public, {time}").format(time=time)


Export = Callable[[DraftedAlert, Case], None]


def fill_brief(sheet: Sheet, session: Session, following: Following, export: Export) -> None:
    """Title, when, the brief, what was said; how far the station is, or that it waits for the trainer. `export` has a
    drafted alert shown as a CAP file."""
    translate = QCoreApplication.translate
    standing, case, language = following.standing, following.case, session.language
    if standing is None:
        return
    sheet.clear()
    sheet.heading.setText(said(case.title or standing.title, language, 200))
    when = _when(session, standing.since, standing.until)
    told = when
    if standing.stage is Stage.PREPARING:
        share = translate("Training", "The city is being prepared: {share} %").format(
            share=round(100 * standing.progress)
        )
        told = f"{when}\n{share}"
    elif standing.stage is Stage.BRIEFING:
        told = f"{when}\n" + translate(
            "Training", "It begins when the trainer says so. This sheet then goes by itself."
        )
    sheet.small.setText(told)
    brief = in_language(case.brief, language)[:_LONGEST_BRIEF]
    sheet.paragraph(brief or translate("Training", "There is no brief."))
    if case.messages:
        sheet.paragraph(translate("Training", "What was said"), "heading")
        for message in list(reversed(case.messages))[:_MOST_MESSAGES]:
            sheet.paragraph(f"{message_head(session, message)}\n{in_language(message.text, language)[:2000]}", "")
    if case.alerts:
        sheet.paragraph(translate("Training", "Alerts that were drafted (status Exercise)"), "heading")
        for alert in reversed(case.alerts):
            head = f"{format_time(alert.at, session.zone, seconds=False)}  {one_line(alert.by, 60)}"
            sheet.paragraph(f"{head}\n{one_line(alert.headline, 160)}\n{alert.text[:2000]}", "")
            button = QPushButton(translate("Training", "Export as CAP…"))
            button.setToolTip(translate("Training", "A file of status Exercise; it is shown first"))
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(_export, export, alert, case))
            sheet.put(button)
    sheet.body.addStretch(1)


def _export(export: Export, alert: DraftedAlert, case: Case, _checked: bool = False) -> None:
    export(alert, case)


def _when(session: Session, since: int, until: int) -> str:
    """From when to when by the exercise's clock, and how long."""
    zone = session.zone
    first = f"{format_weekday(since, zone)} {format_time(since, zone, seconds=False)}"
    last = format_time(until, zone, seconds=False)
    return QCoreApplication.translate("Training", "{first} to {last}, UTC{offset} ({length})").format(
        first=first, last=last, offset=format_offset(since, zone), length=clock_span(until - since)
    )


def fill_end(sheet: Sheet, session: Session, following: Following, theme: Theme) -> None:
    """The own score with its reasons, then everybody's; or why there is none."""
    translate = QCoreApplication.translate
    case, score, language = following.case, following.score, session.language
    sheet.clear()
    sheet.heading.setText(translate("Training", "The exercise is over"))
    title = said(case.title, language, 200)
    if score.is_empty:
        sheet.small.setText(title)
        reason = following.refusal or translate("Training", "The score is being worked out.")
        if not case.shows_score and case.id:
            reason = translate("Training", "The trainer has the score of this exercise and goes through it with you.")
        sheet.paragraph(reason)
        sheet.body.addStretch(1)
        return
    person = score.person(session.operator)
    if person is not None:
        own = translate("Training", "{name}: {points} points").format(
            name=one_line(person.name, 60), points=points_text(person.points - person.lost)
        )
        sheet.heading.setText(own)
        facts = [
            translate("Training", "detected after {time}").format(time=clock_span(person.detect_ms)),
            translate("Training", "acknowledged after {time}").format(time=clock_span(person.acknowledge_ms)),
            translate("Training", "first right action after {time}").format(time=clock_span(person.first_action_ms)),
        ]
        spans = (person.detect_ms, person.acknowledge_ms, person.first_action_ms)
        told = [fact for fact, ms in zip(facts, spans, strict=True) if ms is not None]
        if person.lost:
            told.append(translate("Training", "{points} lost").format(points=points_text(person.lost)))
        sheet.paragraph(listed(told), "muted")
    whole = translate("Training", "Together {points}, {percent} %").format(
        points=points_of(score.points - score.lost, score.of), percent=round(score.percent or 0.0)
    )
    sheet.small.setText(f"{title}\n{whole}")
    mine = own_lines(score, language, session.operator)
    others = [line for line in lines_of(score, language) if line not in mine]
    for head, lines in (
        (translate("Training", "What you did"), mine),
        (translate("Training", "What others did, or nobody"), others),
    ):
        if lines:
            sheet.paragraph(head, "heading")
            sheet.put(ScoreList(lines, theme))
    sheet.body.addStretch(1)
