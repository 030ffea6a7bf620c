"""A session that was worked: what it was about, what was done, its score. Out of a station's answers or a command's
output. No Qt."""

from dataclasses import dataclass, field, replace

from opscenter.console.training import told
from opscenter.console.training.case import Case, read_case
from opscenter.console.training.log import Entry, EntryKind, Log, read_entries
from opscenter.console.training.score import Score, read_score


@dataclass(slots=True)
class Run:
    """One run of an exercise. `file`: the name of its session's file; `zone` of its times."""

    case: Case = field(default_factory=Case)
    log: Log = field(default_factory=Log)
    score: Score = field(default_factory=Score)
    file: str = ""
    zone: str = "UTC"

    @property
    def since(self) -> int:
        """When it began, Unix ms of the exercise."""
        return self.score.since or self.case.since

    @property
    def until(self) -> int:
        """When it ended."""
        return max(self.score.until or self.case.until, self.since + 1)

    @property
    def length_ms(self) -> int:
        """How long it was worked."""
        return self.until - self.since

    def people(self) -> list[str]:
        """Who worked it."""
        return list(dict.fromkeys([*self.log.people(), *(one.name for one in self.score.people)]))

    def trainers(self) -> list[str]:
        """Who trained."""
        by = (one.by for one in self.log.entries if one.kind is EntryKind.TRAINER and one.by)
        return [name for name in dict.fromkeys(by) if name not in self.log.people()]

    def shifted(self) -> "Run":
        """The same with times since its beginning, so that two runs stand in line."""
        return _Shift(self).run()


def read_run(fact: told.Told) -> Run:
    """Of the map that `domain.exercise_debrief.debrief_of` makes, as answered or printed in parts."""
    exercise, score = fact.get("exercise"), fact.get("score")
    return Run(
        case=read_case(exercise if isinstance(exercise, dict) else {}),
        log=Log(read_entries(fact)),
        score=read_score(score if isinstance(score, dict) else {}),
        file=told.text(fact, "file", 400),
        zone=told.text(fact, "zone", 80) or "UTC",
    )


class _Shift:
    """Takes the beginning off every time of a run; a time of 0 (never) stays."""

    def __init__(self, run: Run) -> None:
        self._run, self._by = run, run.since

    def run(self) -> Run:
        run, at = self._run, self._at
        case = replace(
            run.case,
            since=0,
            until=run.case.until - self._by,
            injections=tuple(replace(one, at=at(one.at), until=at(one.until)) for one in run.case.injections),
            people=tuple(replace(one, last=at(one.last)) for one in run.case.people),
        )
        log = Log()
        log.entries = [self._entry(one) for one in run.log.entries]
        log.left_out = run.log.left_out
        score = replace(
            run.score,
            since=0,
            until=run.score.until - self._by,
            responses=tuple(replace(one, raised=at(one.raised), done=at(one.done)) for one in run.score.responses),
            wrong=tuple(
                replace(one, times=tuple(replace(time, at=at(time.at)) for time in one.times))
                for one in run.score.wrong
            ),
        )
        return Run(case, log, score, run.file, run.zone)

    def _entry(self, one: Entry) -> Entry:
        return replace(one, at=one.at - self._by)

    def _at(self, at: int) -> int:
        return max(1, at - self._by) if at else 0
