"""A replay station from start to end: its threads, its process beside it, its orderly stop.

Threads: `replay` (the recording, the engine, beats), `desk-service` (ROUTER and PUB), `answers`, `moments` and
`together` (the past, out of what is unfolded). There is no socket of any bus here, and no database but that of the
private folder, which goes with the station: nothing that is played can come out of it.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from opscenter.history.schema import FILE_NAME
from opscenter.settings.allocator import calm_allocator
from opscenter.station.calm_collector import calm_collector, collect
from opscenter.station.catalogue_answer import CatalogueAnswer
from opscenter.station.ending import Deadline, EarlyEnd, leave, wait_for_end
from opscenter.station.exercise.session_file import SessionAnswers
from opscenter.station.moments import TOPICS
from opscenter.station.pricing_answers import PricingAnswers
from opscenter.station.replay.against_then import AgainstThen
from opscenter.station.replay.bookmarks import Bookmarks
from opscenter.station.replay.controls import Controls
from opscenter.station.replay.course import Course
from opscenter.station.replay.opening import Recording
from opscenter.station.replay.past_answers import (
    NOT_YET,
    PastAnswers,
    PastMoments,
    UnfoldedQueries,
    as_engine,
    clipped,
    refusal,
)
from opscenter.station.replay.player import Player
from opscenter.station.replay.replaying import PRESENT, Replaying
from opscenter.station.replay.stage import Stage
from opscenter.station.replay.told import ToldJournal
from opscenter.station.replay.unfolding import Unfolding
from opscenter.station.replay.usual_told import UsualTold
from opscenter.station.requests import Request
from opscenter.station.service import DeskService
from opscenter.station.steady_clock import SteadyClock
from opscenter.station.together import TOPIC, TogetherAnswers
from opscenter.wire.desk import VERSION, Header

log = logging.getLogger("opscenter.station.replay")

END_WITHIN_S = 1.0
"""Longer nobody who closes a window is kept waiting by what a thread is deep in."""


@dataclass(slots=True)
class ReplayOptions:
    """What a replay station is told when it starts. `speed`: None waits to be played; 0: as fast as it goes.

    `catalogue`, `rules`: files for a recording that holds none. `token`: who knows it may stop the station.
    `unfold` False: no questions about the past, no process beside. `tidy`: see `Replaying`.
    """

    file: Path
    desk: str = "tcp://127.0.0.1:0"
    speed: float | None = None
    at: int | None = None
    catalogue: Path | None = None
    rules: Sequence[Path] = field(default_factory=tuple)
    beat_ms: int = 200
    parent_pid: int | None = None
    token: str = ""
    unfold: bool = True
    tidy: Callable[[], None] = lambda: None


class ReplayStation:
    """Serves from `start` to `close`. Raises IncidentError, DeskAddressError, CatalogueErrors where it cannot."""

    def __init__(self, options: ReplayOptions, *, stop: Callable[[], None]) -> None:
        self._wall = SteadyClock()
        self.recording = recording = Recording(options.file, catalogue=options.catalogue, rules=options.rules)
        self.unfolding = Unfolding(options.file, catalogue=options.catalogue, rules=options.rules)
        try:
            self._make(options, stop)
        except BaseException:
            self.unfolding.close()
            recording.close()
            raise
        self._options = options

    def _make(self, options: ReplayOptions, stop: Callable[[], None]) -> None:
        recording, epoch = self.recording, self._wall()
        anchors = recording.anchors()
        anchors.look_in(self.unfolding.folder)
        self.course = Course(recording.make_lane, recording.happenings, anchors, keeps=not options.unfold)
        self.course.go_to(recording.since)
        self.player = player = Player(recording.since, recording.until, time.monotonic)
        if options.at is not None:
            player.seek(options.at)
        if options.speed is not None:
            player.play(options.speed)
        self.stage = stage = Stage(self.course.lane.engine, epoch)
        bookmarks = Bookmarks(options.file)
        begun = self.course.lane.engine

        def now() -> int:
            return player.at

        usual = UsualTold(recording.week, recording.tables, begun, now)
        told = ToldJournal(usual.heard(recording.reader.rows(recording.since, recording.until)))
        told.begin_with(begun.alarms.alarms, begun.situations.book.situations.values())

        def queries() -> UnfoldedQueries:
            return UnfoldedQueries(self.unfolding.folder / FILE_NAME, lambda: self.unfolding.upto)

        def flush(timeout_s: float) -> bool:
            return True  # what is unfolded by now is what there is

        self._answers = answers = PastAnswers(stage, asked := queries(), flush, now, usual)
        against = AgainstThen(as_engine(stage), usual, asked, wall=now, there=lambda: self.unfolding.upto > 0)
        answers.add_topics({"against": against.answer})
        answers.add_topics(
            {"pricing-advice": PricingAnswers(as_engine(stage), queries(), recording.week, flush).advice}
        )
        of_file = dict(CatalogueAnswer(recording.texts).topics())
        if SessionAnswers.fits(recording.reader):
            of_file |= SessionAnswers(options.file).topics()
        self._of_file = frozenset(of_file)
        answers.add_topics(of_file)
        self._moments = PastMoments(as_engine(stage), queries(), flush, now, recording.about.zone)
        self._together = TogetherAnswers(as_engine(stage), queries(), flush)
        self._introduction: Header = {
            "station": options.file.name, "city": recording.about.city, "zone": recording.about.zone, "epoch": epoch,
            "beat_ms": options.beat_ms, "mode": "replay", "version": VERSION, "longest_shelf_h": 12.0,
            "incident": incident_of(recording),
        }  # fmt: skip
        self._service = service = DeskService(
            options.desk, introduction=self._introduction, on_query=self._on_query, on_present=self._on_present,
            wall=now,
        )  # fmt: skip
        self.replaying = Replaying(
            self.course, player, stage,
            controls=lambda fact: Controls(player, told, bookmarks, fact, recording.events()),
            draw=lambda at, described: recording.draw(at, told, described), do=answers.do,
            publish=service.publish, desks=lambda: service.desks, stop=stop,
            unfolded=lambda: self.unfolding.upto, notice=lambda: self.unfolding.trouble or bookmarks.notice,
            warm=recording.warm(), tidy=options.tidy, beat_ms=options.beat_ms, token=options.token,
            introduction=self._introduction,
        )  # fmt: skip
        self.address, self.feed_address = service.address, service.feed_address

    def start(self) -> None:
        """Begin to serve."""
        if self._options.unfold:
            self.unfolding.start()
        self._answers.start()
        self._moments.start()
        self._together.start()
        self._service.start()
        self.replaying.start()

    def close(self, within_s: float = 30.0) -> bool:
        """End, in order; the private folder goes. False: a thread is so deep in something that it does not end within
        this time; nothing is lost with it, but the recording is still open."""
        threads = (self.replaying, self._answers, self._moments, self._together)
        self.unfolding.end()
        for one in threads:
            one.end()  # all at once, so that what they are in ends side by side
        deadline = Deadline(within_s)
        ended = [one.close(deadline.left_s) for one in threads]
        ended.append(self._service.close(deadline.left_s))
        self.unfolding.close()
        if all(ended):
            self.recording.close()
        return all(ended)

    def _on_present(self, request: Request) -> bool:
        return self.replaying.take(request)

    def _on_query(self, request: Request) -> bool:
        if request.topic in PRESENT:
            return self.replaying.take(request)
        if request.topic in self._of_file:
            return self._answers.take(request)
        try:
            request = clipped(request, self.player.at)
        except ValueError as error:
            request.refuse(str(error))
            return True
        if why := refusal(request.topic) or ("" if self._options.unfold else NOT_YET):
            request.refuse(why)
            return True
        if request.topic in TOPICS:
            return self._moments.take(request)
        return (self._together if request.topic == TOPIC else self._answers).take(request)


def incident_of(recording: Recording) -> Header:
    """`incident` of the welcome (PROTOCOL.md)."""
    about = recording.about
    return {
        "title": about.title, "place": about.place, "city": about.city, "author": about.author,
        "licence": about.licence, "note": about.note, "file": recording.path.name, "since": recording.since,
        "until": recording.until, "begins": recording.begins, "systems": list(about.systems), "area": about.area,
        "session": SessionAnswers.fits(recording.reader), "foreign": recording.foreign,
        "problems": recording.all_problems[:50],
    }  # fmt: skip


def run_replay(options: ReplayOptions, *, on_ready: Callable[[str], None]) -> int:
    """Serve until SIGTERM, SIGINT, a desk's `stop` or the parent's end; the exit status.

    `on_ready` is called once with the address for desks. Raises what `ReplayStation` raises. Where a thread does not
    end in time the process does, with that status.
    """
    stop = threading.Event()
    options = replace(options, tidy=collect)
    with EarlyEnd(stop) as early:
        calm_collector()
        station = ReplayStation(options, stop=stop.set)
        early.serves()
        try:
            calm_allocator()
            if not stop.is_set():
                station.start()
                on_ready(station.address)
                log.info("ready at %s, playing %s", station.address, options.file)
                wait_for_end(stop, options.parent_pid)
        finally:
            ended = station.close(END_WITHIN_S)
        status = 0 if station.replaying.failure is None else 1
        if not ended:
            leave(status)  # a jump, or a memory that is being opened: there is nothing that it has to bring to an end
    return status
