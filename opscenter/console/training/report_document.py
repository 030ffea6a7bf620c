"""The debrief of an exercise as a document: brief, course, score with reasons, what happened, and an earlier run."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_date_time, format_offset, format_time, format_weekday
from opscenter.console.plain import one_line
from opscenter.console.report.document import Bullets, Document, Facts, Heading, Paragraph, Table
from opscenter.console.report.telling import joined
from opscenter.console.training.comparison import Trend, compare, same_exercise, times_told, totals_told
from opscenter.console.training.lanes import Course
from opscenter.console.training.log import Deed, EntryKind
from opscenter.console.training.report_figure import course_picture, legend_picture
from opscenter.console.training.run import Run
from opscenter.console.training.score_list import lines_of
from opscenter.console.training.standing import Message
from opscenter.console.training.wording import Name, clock_span, entry_name, points_of, points_text, said
from opscenter.domain.alarm import Priority
from opscenter.domain.texts import in_language

MOST_ROWS = 500
_LONGEST_BRIEF = 4_000


class DebriefDocument:
    """Composes it. `name` of entities, `priorities` of alarms by rule, `made` Unix ms, `by`: for whom."""

    def __init__(
        self, run: Run, language: str, name: Name, priorities: dict[str, Priority], made: int, by: str = "",
        earlier: Run | None = None,
    ) -> None:  # fmt: skip
        self._run, self._earlier, self._language, self._name = run, earlier, language, name
        self._course = Course(language, name, priorities)
        self._made, self._by = made, by

    def compose(self) -> Document:
        """The whole document, in the language of the translators in force."""
        translate = QCoreApplication.translate
        run = self._run
        exercise = said(run.case.title, self._language, 120) or run.case.id
        title = translate("Training", "Debrief: {title}").format(title=exercise)
        made = f"{format_date_time(self._made, run.zone, seconds=False)} {format_offset(self._made, run.zone)}"
        document = Document(
            title=title,
            subtitle=self._span(run),
            running=f"{title} · {self._span(run)}",
            foot=translate("Report", "Made {time} with opscenter").format(time=made),
            language=self._language,
            page_text=translate("Report", "Page {page} of {count}"),
        )
        document.add(self._facts(made))
        if not run.since:
            document.add(Paragraph(translate("Training", "This exercise never began: there is no course."), "warning"))
            return document
        self._brief(document)
        self._figure(document)
        self._score(document)
        self._people(document)
        if self._earlier is not None:
            self._comparison(document, self._earlier)
        self._happened(document)
        self._said(document)
        self._solution(document)
        return document

    # -- head ----------------------------------------------------------------------------------------------------

    def _span(self, run: Run) -> str:
        zone = run.zone
        first = f"{format_weekday(run.since, zone)} {format_date_time(run.since, zone, seconds=False)}"
        last = format_time(run.until, zone, seconds=False)
        return QCoreApplication.translate("Training", "{first} to {last}, UTC{offset} ({length})").format(
            first=first, last=last, offset=format_offset(run.since, zone), length=clock_span(run.length_ms)
        )

    def _facts(self, made: str) -> Facts:
        translate = QCoreApplication.translate
        run, score = self._run, self._run.score
        comma = translate("Report", ", ", "between items of a list")
        total = translate("Training", "{points}, {percent} %").format(
            points=points_of(score.points - score.lost, score.of), percent=round(score.percent or 0.0)
        )
        if score.lost:
            total = translate("Training", "{total} ({lost} lost by what was wrong)").format(
                total=total, lost=points_text(score.lost)
            )
        rows = [
            (translate("Training", "Status"), translate("Training", "EXERCISE: nothing of this happened")),
            (translate("Training", "Clock of the exercise"), self._span(run)),
            (translate("Training", "Worked by"), comma.join(one_line(one, 60) for one in run.people())),
            (translate("Training", "Trainer"), comma.join(one_line(one, 60) for one in run.trainers())),
            (translate("Training", "Points"), total),
            (translate("Training", "Session"), one_line(run.file, 120)),
        ]
        if self._earlier is not None:
            rows.append((translate("Training", "Compared with"), one_line(self._earlier.file, 120)))
        told = translate("Report", "{time} for {name}").format(time=made, name=self._by) if self._by else made
        rows.append((translate("Report", "Made"), told))
        return Facts(tuple((name, value) for name, value in rows if value))

    def _brief(self, document: Document) -> None:
        brief = in_language(self._run.case.brief, self._language)[:_LONGEST_BRIEF]
        if brief:
            document.add(Heading(QCoreApplication.translate("Training", "The brief")))
            document.add(*(Paragraph(part) for part in brief.split("\n") if part.strip()))

    def _figure(self, document: Document) -> None:
        translate = QCoreApplication.translate
        run = self._run
        lanes = self._course.lanes(run.case, run.log, run.score, run.until)
        caption = translate("Training", "The course by the exercise's clock ({zone})").format(zone=run.zone)
        told = translate("Training", "Rows of alarms, injections, expected responses, the trainer and each person")
        document.add(
            Heading(translate("Training", "The course")),
            course_picture(lanes, run.since, run.until, run.zone, self._language, caption, told),
            legend_picture(self._language),
        )

    # -- score ---------------------------------------------------------------------------------------------------

    def _score(self, document: Document) -> None:
        translate = QCoreApplication.translate
        run, score = self._run, self._run.score
        document.add(Heading(translate("Training", "Score")))
        if score.is_empty:
            document.add(Paragraph(translate("Training", "Nothing was expected of anybody.")))
            return
        spans = (
            (translate("Training", "detected after {time}"), score.detect_ms),
            (translate("Training", "acknowledged after {time}"), score.acknowledge_ms),
            (translate("Training", "first right action after {time}"), score.first_action_ms),
        )
        told = [text.format(time=clock_span(ms)) for text, ms in spans if ms is not None]
        if told:
            sentence = translate("Training", "Median over the alarms: {times}.")
            comma = translate("Report", ", ", "between items of a list")
            document.add(Paragraph(sentence.format(times=comma.join(told)), "note"))
        heads = (
            *(translate("Training", "At"), translate("Training", "Criterion"), translate("Training", "Outcome")),
            *(translate("Training", "Points"), translate("Training", "Who"), translate("Training", "Reason")),
        )
        rows = []
        for line in lines_of(score, self._language):
            took = translate("Training", "({took} of {limit})").format(took=line.took, limit=line.limit)
            outcome = joined([line.outcome, took if line.took else ""])
            at = clock_span(line.at - run.since) if line.at > run.since else ""
            rows.append((at, line.text, outcome, line.points, one_line(line.by, 60), line.reason))
        document.add(Table(heads, tuple(rows), (1.3, 3.3, 1.9, 0.9, 1.2, 4.0), frozenset({0, 3})))

    def _people(self, document: Document) -> None:
        translate = QCoreApplication.translate
        people = self._run.score.people
        if not people:
            return
        heads = (
            *(translate("Training", "Name"), translate("Training", "Points"), translate("Training", "Lost")),
            *(translate("Training", "Detected"), translate("Training", "Acknowledged")),
            *(translate("Training", "First action"), translate("Training", "Acts"), translate("Training", "Looks")),
        )
        rows = tuple(
            (
                *(one_line(one.name, 60), points_text(one.points), points_text(one.lost)),
                *(clock_span(one.detect_ms), clock_span(one.acknowledge_ms), clock_span(one.first_action_ms)),
                *(str(one.acts), str(one.looks)),
            )
            for one in people
        )
        document.add(
            Heading(translate("Training", "People")),
            Table(heads, rows, (2.2, 1, 0.9, 1.4, 2.0, 1.6, 0.9, 0.9), frozenset(range(1, 8))),
        )

    # -- an earlier run ------------------------------------------------------------------------------------------

    def _comparison(self, document: Document, earlier: Run) -> None:
        translate = QCoreApplication.translate
        run = self._run
        document.add(Heading(translate("Training", "Beside an earlier run")))
        if not same_exercise(run, earlier):
            told = translate("Training", "The earlier file is of another exercise: only what both have is compared.")
            document.add(Paragraph(told, "warning"))
        document.add(Paragraph(totals_told(run, earlier)))
        document.add(*(Paragraph(one) for one in times_told(run, earlier)))
        longest = max(run.length_ms, earlier.length_ms)
        for one, caption in (
            (run, translate("Training", "This run: {file}")),
            (earlier, translate("Training", "The earlier run: {file}")),
        ):
            shifted = one.shifted()
            lanes = self._course.lanes(shifted.case, shifted.log, shifted.score, one.length_ms)
            told = caption.format(file=one_line(one.file, 80))
            document.add(course_picture(lanes, 0, longest, None, self._language, told, told))
        found = compare(run, earlier, self._language)
        document.add(Heading(translate("Training", "What was other"), 2))
        if not found:
            document.add(Paragraph(translate("Training", "Every criterion came out the same.")))
            return
        marks = {
            Trend.BETTER: translate("Training", "better"),
            Trend.SAME: "",
            Trend.WORSE: translate("Training", "worse"),
        }
        heads = (
            *(translate("Training", "Criterion"), translate("Training", "This run")),
            *(translate("Training", "Earlier run"), translate("Training", "Points"), ""),
        )
        rows = tuple(
            (one.text, one.now, one.earlier, _signed(one.points), marks[one.trend]) for one in found[:MOST_ROWS]
        )
        document.add(Table(heads, rows, (4.0, 2.6, 2.6, 0.9, 1.0), frozenset({3})))

    # -- what happened -------------------------------------------------------------------------------------------

    def _happened(self, document: Document) -> None:
        translate = QCoreApplication.translate
        run = self._run
        entries = [one for one in run.log.entries if one.kind is not EntryKind.LOOK]
        document.add(Heading(translate("Training", "What happened")))
        told = translate("Training", "Times since the beginning. Looks are left out; alarms, acts, injections are not.")
        document.add(Paragraph(told, "note"))
        heads = (
            *(translate("Training", "At"), translate("Training", "Who"), translate("Training", "Did")),
            *(translate("Training", "About"), translate("Training", "Said")),
        )
        raised = {one.occurrence: said(one.text, self._language, 200) for one in entries if one.deed is Deed.RAISED}
        rows = tuple(
            (
                clock_span(one.at - run.since),
                one_line(one.by, 40),
                entry_name(one),
                self._about(
                    one.entity, said(one.text, self._language, 200) or raised.get(one.occurrence, ""), one.occurrence
                ),
                one_line(one.comment, 300),
            )
            for one in entries[:MOST_ROWS]
        )
        document.add(Table(heads, rows, (1.3, 1.3, 1.7, 4.6, 2.5), frozenset({0})))
        left = len(entries) - len(rows) + run.log.left_out
        if left > 0:
            more = translate("Training", "%n more entries are in the session's file.", "", left)
            document.add(Paragraph(more, "note"))

    def _about(self, entity: str, text: str, occurrence: str) -> str:
        if text or entity:
            return text or self._name(entity)  # the text of an alarm says where it is
        injection = self._run.case.injection(occurrence.removeprefix("injection:"))
        return said(injection.title, self._language, 160) or injection.id if injection is not None else ""

    def _said(self, document: Document) -> None:
        translate = QCoreApplication.translate
        case = self._run.case
        if case.messages:
            document.add(Heading(translate("Training", "Messages")), Bullets(tuple(self._messages(case.messages))))
        if case.alerts:
            document.add(Heading(translate("Training", "Alerts that were drafted (status Exercise)")))
            for alert in case.alerts:
                head = f"{clock_span(alert.at - self._run.since)}  {one_line(alert.by, 60)}: {alert.headline}"
                document.add(Paragraph(head), Paragraph(one_line(alert.text, 1_000), "note"))

    def _messages(self, messages: Sequence[Message]) -> list[str]:
        public = QCoreApplication.translate("Training", "the public")
        return [
            f"{clock_span(one.at - self._run.since)}  {one_line(one.by, 60) or public}: "
            f"{said(one.text, self._language, 600)}"
            for one in messages
        ]

    def _solution(self, document: Document) -> None:
        solution = in_language(self._run.case.solution, self._language)[:_LONGEST_BRIEF]
        if solution:
            document.add(Heading(QCoreApplication.translate("Training", "Solution")))
            document.add(*(Paragraph(part) for part in solution.split("\n") if part.strip()))


def _signed(points: float) -> str:
    if not points:
        return ""
    return f"{'+' if points > 0 else chr(0x2212)}{points_text(abs(points))}"
