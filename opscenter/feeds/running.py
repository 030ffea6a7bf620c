"""Runs one feed: its source in a thread of its own, the bus in the thread that calls.

The source's thread gets, reads and judges; what is to be published waits in a queue of bounded size, so that a bus that
is behind slows the source down instead of filling memory. The calling thread owns the publisher: it sends, beats the
heart and tells how the feed is.
"""

import logging
import queue
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opscenter.bus.publisher import Publisher
from opscenter.domain.batch import Clock
from opscenter.domain.catalogue import Catalogue
from opscenter.feeds.account import Account, Round, ended, explained
from opscenter.feeds.backoff import BackOff
from opscenter.feeds.feed import Feed, Item, SourceFault
from opscenter.feeds.freshness import OLDER, SAME, Freshness
from opscenter.feeds.health import EVERY_MS, RUNNING, STOPPED, Health
from opscenter.feeds.positions import Bounds
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.said_once import SaidOnce
from opscenter.feeds.settling import Settler

if TYPE_CHECKING:
    from opscenter.feeds.within import Within

log = logging.getLogger("opscenter.feeds")

QUEUE = 2_000
"""Records that wait for the bus."""
BEAT_S = 0.25
AGAIN_OF_STALE = 0.4
"""What a source still says, without a time of its own, is published again after this part of the time in which its
kind would be stale."""
MOST_IN_A_ROW = 500
"""Records sent between two heartbeats."""
ENDS_WITHIN_S = 2.0
UNHEARD_S = 15.0
"""After so long without anybody who listens that is told."""


@dataclass(slots=True, frozen=True)
class Judging:
    """What the runner does with records besides publishing them.

    `oldest_h`: records measured longer ago are told and not published (0: no such limit). `repeats`: publish what was
    said before again, too (for feeds whose records do not tell their time). `within`: what lies wholly outside is not
    published.
    """

    oldest_h: float = 0.0
    repeats: bool = False
    within: Bounds | None = None


class Runner:
    """One feed on the bus. `run` returns after `stop` was set; nothing that arrives makes it raise."""

    def __init__(
        self,
        feed: Feed,
        *,
        health: Health,
        catalogue: Catalogue,
        clock: Clock,
        judging: Judging = Judging(),
        back_off: BackOff | None = None,
    ) -> None:
        self.health = health
        self._feed = feed
        self._clock = clock
        self._judging = judging
        self._back_off = back_off or BackOff(health.name)
        self._catalogue = catalogue
        self._settler = Settler(catalogue)
        self._rare = SaidOnce()
        self._freshness = Freshness()
        self._within = None if judging.within is None else _within(judging.within)
        self._queue: queue.Queue[Record] = queue.Queue(QUEUE)
        self._reading = threading.Lock()  # a source may deliver from several threads; readers remember things
        self._stop = threading.Event()
        self._told = ("", 0)
        self._round = Round()
        self._unread = ""
        """Why what there is cannot be read, while it stands: a source that works, and gives nothing, is no success."""

    def run(self, publisher: Publisher, stop: threading.Event) -> None:
        """Feed the bus until `stop`."""
        worker = threading.Thread(target=self._work, name=f"feed-{self.health.name}", daemon=True)
        worker.start()
        try:
            heard = False
            unheard_from = time.monotonic() + UNHEARD_S
            while not stop.is_set():
                # What is sent while nobody listens is lost, and would not be said again: it waits for a listener.
                heard = heard or publisher.wait_for_subscriber(BEAT_S)
                if not heard and time.monotonic() >= unheard_from:
                    unheard_from = float("inf")
                    log.warning(
                        "feed %s: nobody listens at %s yet: what comes waits. Start the broker (opscenter broker) or "
                        "the station whose bus it is.",
                        self.health.name,
                        publisher.endpoint,
                    )
                if heard:
                    self._send(publisher)
                publisher.heartbeat()
                self._tell(publisher)
        finally:
            self._stop.set()
            self._feed.source.close()
            worker.join(ENDS_WITHIN_S)
            self.health.state = STOPPED
            publisher.send(self.health.topic, self.health.payload(self._clock()))

    # ------------------------------------------------------------------ the caller's thread

    def _send(self, publisher: Publisher) -> None:
        wait = BEAT_S
        for _ in range(MOST_IN_A_ROW):
            try:
                record = self._queue.get(timeout=wait) if wait else self._queue.get_nowait()
            except queue.Empty:
                return
            publisher.send(record.topic, record.payload)
            self.health.published += 1
            self.health.last_published = self._clock()
            wait = 0.0

    def _tell(self, publisher: Publisher) -> None:
        now = self._clock()
        state, at = self._told
        if state != self.health.state or not 0 <= now - at < EVERY_MS:
            self._told = (self.health.state, now)
            publisher.send(self.health.topic, self.health.payload(now))

    # ------------------------------------------------------------------ the source's thread

    def _work(self) -> None:
        source = self._feed.source
        while not self._stop.is_set():
            wait = max(source.every_s, 0.0)
            self._round = Round()
            try:
                source.fetch(self)
                if source.every_s > 0:
                    wait = self._looked(wait)
                elif not self._stop.is_set():
                    wait = self._failed("the source ended by itself")
            except SourceFault as fault:
                wait = max(self._failed(str(fault)), fault.wait_s)
            except Exception:
                # A mistake of ours in a source must not leave a process that does nothing and says nothing.
                log.exception("feed %s: a mistake in the program", self.health.name)
                wait = self._failed("a mistake in the program; its log has the details")
            self._stop.wait(wait)

    def _looked(self, wait: float) -> float:
        """A look is over: seconds until the next."""
        if self._round.understood or not (self._round.refused or self._round.same):
            self._unread = ""
        self._unread = self._round.refused or self._unread
        if self._unread:
            return max(wait, self._failed(self._unread))
        self._worked()
        return wait

    def _failed(self, sentence: str) -> float:
        if self._stop.is_set():
            return 0.0
        wait = self._back_off.failed()
        self.health.failed(sentence, self._clock())
        log.warning("feed %s: %s It is tried again in %.0f s.", self.health.name, ended(sentence), wait)
        return wait

    # Delivery: what sources call

    def alive(self) -> None:
        """The source works, with nothing new."""
        self._round.same = True
        if not self._unread:
            self._worked()

    def _worked(self) -> None:
        if self.health.state != RUNNING and self.health.failures:
            log.warning("feed %s works again", self.health.name)
        self._back_off.worked()
        self.health.worked(self._clock())

    def problem(self, problem: Problem) -> None:
        """Something of the source is wrong."""
        self.health.rejected += 1
        self.health.wrong(str(problem), self._clock())
        log.warning("feed %s: %s", self.health.name, problem)

    def take(self, item: Item) -> None:
        """Read one item and line up what is new in it."""
        with self._reading:
            account = Account(self.health, self._clock)
            try:
                for record in self._feed.reader(item):
                    if self._stop.is_set():
                        return
                    if isinstance(record, Problem):
                        account.problem(explained(record, item))
                    else:
                        self._judge(record, account, item.again)
            except Exception:
                log.exception("feed %s: a mistake in the program, reading %s", self.health.name, item.where)
                account.problem(Problem(item.where, "a mistake in the program; its log has the details."))
            account.close(item)
        if account.refused and self._feed.source.every_s > 0:
            self._round.refused = account.refused
        else:
            self._round.understood = True
            self._worked()

    def _judge(self, record: Record, account: Account, again: bool) -> None:
        if self._within is not None and not self._within.keeps(record):
            return
        limit = self._judging.oldest_h * 3_600_000
        if record.at is not None and limit and self._clock() - record.at > limit:
            account.older(record, record.at + int(limit))
            return
        entity_type = record.topic.partition("/")[2].partition("/")[0]
        stale_ms = self._catalogue.kind(entity_type).stale_after_ms
        again_ms = int(stale_ms * AGAIN_OF_STALE)
        if again:
            if self._freshness.still(record, self._clock(), again_ms):
                self._settle(record, account)
            return
        before = self._freshness.newest(record.topic)
        judged = self._freshness.judge(record, self._clock(), again_ms)
        if judged == OLDER:
            account.older(record, before)
            return
        if before is not None and record.at is not None and record.at - before > stale_ms:
            self._tell_of_rare(entity_type, record.at - before, stale_ms)
        if judged == SAME and not self._judging.repeats:
            self.health.repeated += 1
            return
        self._settle(record, account)

    def _settle(self, record: Record, account: Account) -> None:
        settled, problems = self._settler.settle(record)
        for problem in problems:
            account.problem(problem, rejected=settled is None)
        while settled is not None and not self._stop.is_set():
            try:
                self._queue.put(settled, timeout=BEAT_S)
                return
            except queue.Full:
                continue

    def _tell_of_rare(self, entity_type: str, gap_ms: int, stale_ms: int) -> None:
        if self._rare.first(entity_type):
            log.warning(
                "feed %s: %s is measured every %.0f s here, and stale after %.0f s: say how long is usual in a "
                "catalogue file, [stale_after_s] %s = ..., else its values are stale in between.",
                self.health.name, entity_type, gap_ms / 1_000, stale_ms / 1_000, entity_type,
            )  # fmt: skip


def _within(bounds: Bounds) -> "Within":
    from opscenter.feeds.within import Within  # its shapely is 20 MB in each process, which few feeds need

    return Within(bounds)
